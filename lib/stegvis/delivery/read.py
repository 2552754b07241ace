"""Read what came in, cell by cell, from a workbook, a folder of CSV files or a zip of them.

Nothing is understood here but form: which sheets there are and what stands in which cell. A file
that cannot be read gives findings, never an exception.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from stegvis.delivery.archive import names_in, read_archive
from stegvis.delivery.delimited import read_delimited
from stegvis.delivery.finding import Finding
from stegvis.delivery.privacy import showable
from stegvis.delivery.raw import RawSheet, UnreadableError
from stegvis.delivery.workbook import read_workbook

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
ARCHIVES = frozenset({".zip"})
DELIMITED = ".csv"
LARGEST = 50_000_000
"""Most bytes that a delivery, or the CSV files of one, may have."""
MOST_ROWS = 100_000
"""Most rows of a sheet that are not blank; a municipality has some hundred."""


@dataclass(frozen=True)
class Source:
    """The raw sheets of a delivery, what went wrong in reading, and the SHA-256 of its bytes.

    ``names`` are those of all files and folders in a folder or zip, whether they are read or not.
    """

    sheets: tuple[RawSheet, ...]
    findings: tuple[Finding, ...]
    hash: str
    names: tuple[str, ...] = ()


def read_source(path: Path) -> Source:
    """Read a delivery's raw cells.

    The hash is that of the file's bytes; for a folder, of the sorted names and bytes of its CSV
    files. A source that cannot be read has a finding of level error and no sheets.
    """
    try:
        files = _files_of(path)
        digest = _hash(files) if path.is_dir() else sha256(files[path.name]).hexdigest()
    except UnreadableError as error:
        return Source((), (_finding(error),), "")
    except OSError:
        sentence = "Filen går inte att öppna. Kontrollera sökvägen och att filen inte är låst."
        return Source((), (Finding("error", None, None, None, "unreadable", sentence),), "")
    names: tuple[str, ...] = ()
    try:
        if path.suffix.lower() in WORKBOOKS and not path.is_dir():
            return _capped(read_workbook(files[path.name]), [], digest)
        if path.is_dir():
            names = tuple(child.name for child in sorted(path.iterdir()))
        else:
            names = names_in(files[path.name], LARGEST)
            files = read_archive(files[path.name], LARGEST)
    except UnreadableError as error:
        return Source((), (_finding(error),), digest, names)
    return replace(_from_delimited(files, digest), names=names)


def _files_of(path: Path) -> dict[str, bytes]:
    if path.is_dir():
        chosen = [child for child in sorted(path.iterdir()) if is_delimited(child.name)]
    elif path.suffix.lower() in WORKBOOKS | ARCHIVES:
        chosen = [path]
    elif path.exists():
        raise UnreadableError(
            "unknown-format",
            "Filens format känns inte igen. En leverans är en Excelbok (.xlsx), en mapp med "
            "CSV-filer eller en zip med CSV-filer.",
        )
    else:
        raise UnreadableError("missing-file", "Filen eller mappen finns inte.")
    if sum(file.stat().st_size for file in chosen) > LARGEST:
        raise UnreadableError(
            "too-large",
            f"Leveransen är större än {LARGEST // 1_000_000} MB. Ta bort det som inte hör dit.",
        )
    return {file.name: file.read_bytes() for file in chosen}


def is_delimited(name: str) -> bool:
    """Whether a file's name is that of a CSV file, not hidden."""
    return name.lower().endswith(DELIMITED) and not name.startswith((".", "~$"))


def _hash(files: dict[str, bytes]) -> str:
    whole = sha256()
    for name, content in sorted(files.items()):
        whole.update(f"{name}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()


def _from_delimited(files: dict[str, bytes], digest: str) -> Source:
    sheets: list[RawSheet] = []
    findings: list[Finding] = []
    if not files:
        sentence = "Här finns inga CSV-filer. Lägg in en fil för varje blad, med bladets namn."
        findings.append(Finding("error", None, None, None, "no-sheets", sentence))
    for name, content in files.items():
        sheet = name[: -len(DELIMITED)]
        try:
            sheets.append(RawSheet(sheet, read_delimited(content)))
        except UnreadableError as error:
            findings.append(_finding(error, showable(sheet)))
    return _capped(sheets, findings, digest)


def _capped(sheets: Iterable[RawSheet], findings: list[Finding], digest: str) -> Source:
    kept = []
    for sheet in sheets:
        if len(sheet.rows) <= MOST_ROWS:
            kept.append(sheet)
            continue
        sentence = f"Bladet har fler än {MOST_ROWS} rader. Ta bort det som inte hör dit."
        findings.append(Finding("error", showable(sheet.name), None, None, "too-large", sentence))
    return Source(tuple(kept), tuple(findings), digest)


def _finding(error: UnreadableError, sheet: str | None = None) -> Finding:
    return Finding("error", sheet, None, None, error.rule, error.sentence)
