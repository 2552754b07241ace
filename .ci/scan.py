"""Look through files for what must never be committed: personnummer, e-mail addresses, secrets.

Given the names of text files and notebooks, as pre-commit gives those that are staged, it says
where something was found and of what kind, and never what. Personnummer and coordination numbers
are found as at the door of a delivery; an address as there too, but within one word, since
``a @ b`` is Python.

The files that hold such things on purpose are in :data:`ALLOWED`, each with its reason. There is no
mark for a line: what is let through is read here, in one place.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from stegvis.delivery.contact import holds_email
from stegvis.delivery.privacy import holds_personnummer

PERSONNUMMER, EMAIL, CREDENTIAL = "personnummer", "e-postadress", "hemlighet"
WHAT_TO_DO = "Ta bort det, eller skriv i .ci/scan.py varför filen får ha det."

ALLOWED = {
    "lib/stegvis/delivery/contact.py": "Docstrings: påhittade adresser, som känns igen.",
    "lib/stegvis/delivery/plain.py": "Docstrings: ett publicerat exempelnummer.",
    "lib/stegvis/delivery/privacy.py": "Docstrings: publicerade exempelnummer.",
    "lib/stegvis/example/errors.py": "Skatteverkets testnummer, planterat i exemplet.",
    "tests/answer/conftest.py": "Påhittade nummer och adresser i en leverans som ska avvisas.",
    "tests/answer/test_marked.py": "Påhittade nummer, som inte får finnas i en kopia.",
    "tests/book/test_workbook.py": "En påhittad adress, som inte får bli en länk i ett blad.",
    "tests/cli/test_check.py": "Ett påhittat nummer, som inget svar får visa.",
    "tests/cli/test_usage.py": "Ett exempelnummer, som ingen felmening får upprepa.",
    "tests/delivery/test_door.py": "Påhittade nummer och adresser, som ska stoppas vid dörren.",
    "tests/delivery/test_privacy.py": "Publicerade exempelnummer i många former, som ska hittas.",
    "tests/delivery/test_rules.py": "Ett publicerat exempelnummer, planterat i leveranser.",
    "tests/api/test_checked.py": "Ett publicerat exempelnummer som filnamn.",
    "tests/whole/test_forget.py": "Ett publicerat exempelnummer, som kommandot ska vägra ta emot.",
    "tests/whole/test_personal_data.py": "Exempelnummer och påhittad adress att leta efter.",
}
"""Files, by path from the root, that hold published or made-up numbers and addresses; and why."""

_IN_QUOTES = re.compile("[\"'`]")
"""Between texts on one line: what stands on both sides of it is no one number."""

_DIGEST = re.compile(r"\b[0-9a-f]{32,128}\b")
"""A checksum: its digits are nobody's, and what is pinned by one is no address."""

_SECRET = re.compile(
    r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----"
    r"|\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"
    r"|\bgh[pousr]_[A-Za-z0-9]{36,}|\bgithub_pat_\w{40,}|\bglpat-[\w-]{20,}"
    r"|\bxox[abprs]-[A-Za-z0-9-]{10,}|\bsk-[A-Za-z0-9_-]{32,}|\bpypi-[A-Za-z0-9_-]{32,}"
    r"|\bAIza[\w-]{35}\b|\bhf_[A-Za-z0-9]{30,}"
    r"|\bey[JK][\w-]{10,}\.ey[JK][\w-]{10,}\.[\w-]{10,}"
    r"|://[^\s/:@{}<>$]+:[^\s/:@{}<>$]+@"
    r"|(?i:\b(?:password|passwd|secret|api_?key|token|lösenord)\b[\"']?\s*[:=]\s*[\"'][^\"'\s{}<>$]{8,}[\"'])"
)
"""A private key, the tokens of services as they document them, a web token, a password in an
address, and a password, key or token that is written out."""


def kinds(text: str) -> Iterator[str]:
    """Name what a line of text holds that must not be committed."""
    told = _DIGEST.sub("", text)
    if any(holds_personnummer(part) for part in _IN_QUOTES.split(told)):
        yield PERSONNUMMER
    if any(holds_email(word) for word in told.split() if "@" in word):
        yield EMAIL
    if _SECRET.search(text):
        yield CREDENTIAL


def _texts(value: object) -> Iterator[str]:
    """List the texts of a notebook, whichever way its JSON has escaped them."""
    match value:
        case str():
            yield from value.splitlines()
        case dict():
            for key, inner in value.items():
                yield from (*_texts(key), *_texts(inner))
        case list():
            for inner in value:
                yield from _texts(inner)


def found_in(path: Path) -> Iterator[tuple[int | None, str]]:
    """Give the line and the kind of each thing found in a file; a notebook's has no line.

    What is no text is passed over.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return
    if path.suffix == ".ipynb":
        try:
            notebook = json.loads(text)
        except ValueError:
            pass  # a broken notebook is text
        else:
            told = dict.fromkeys(kind for line in _texts(notebook) for kind in kinds(line))
            yield from ((None, kind) for kind in told)
            return
    for number, line in enumerate(text.splitlines(), start=1):
        yield from ((number, kind) for kind in kinds(line))


def scan(names: Iterable[str]) -> list[str]:
    """Say, a sentence each, where something was found; a file that is allowed is not opened."""
    said = []
    for name in names:
        path = Path(name)
        if path.as_posix() in ALLOWED or not path.is_file():
            continue
        for line, kind in found_in(path):
            where = name if line is None else f"{name}:{line}"
            said.append(f"{where}: {kind}. {WHAT_TO_DO}")
    return said


if __name__ == "__main__":
    sentences = scan(sys.argv[1:])
    for sentence in sentences:
        print(sentence)
    sys.exit(1 if sentences else 0)
