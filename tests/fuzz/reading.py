"""What is tried with bytes from anywhere, and what must hold then: :func:`read_bytes`."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from hostile import unpacked
from mutated.written import opendocument
from stegvis.delivery.check import judge
from stegvis.delivery.raw import Contents
from stegvis.delivery.read import Source, source_of
from stegvis.delivery.reader import ARCHIVE, FOLDER, WORKBOOK, read
from stegvis.delivery.wire import decode, encode
from stegvis.project import Project

ROOT = Path(__file__).resolve().parents[2]
SEPARATOR = b"\0=PART=\0"
"""Between the parts of a packed input: fuzzers change bytes, and a packed one would only break."""
FORMS = {0: WORKBOOK, 1: ARCHIVE, 2: FOLDER, 3: "raw workbook", 4: "raw archive"}


def packed(kind: int, parts: Mapping[str, bytes]) -> bytes:
    """Give the input that stands for some parts: the first byte is the form that they have."""
    texts = [part for name, content in parts.items() for part in (name.encode(), content)]
    return bytes([kind]) + SEPARATOR.join(texts)


def _parts(data: bytes) -> dict[str, bytes]:
    texts = data.split(SEPARATOR)
    names = [name.decode(errors="replace").replace("\0", "")[:200] for name in texts[::2]]
    return dict(zip(names, texts[1::2], strict=False))


def files_of(data: bytes) -> tuple[str, dict[str, bytes]]:
    """Give the form and the files that an input stands for."""
    form = FORMS[data[0] % len(FORMS)] if data else WORKBOOK
    if form.startswith("raw"):
        return form.removeprefix("raw "), {"leverans": data[1:]}
    parts = _parts(data[1:])
    if form == FOLDER:
        return form, {name: content for name, content in parts.items() if name.endswith(".csv")}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name or "x", part)
    return form, {"leverans": content.getvalue()}


def read_bytes(data: bytes, projects: Mapping[str, Project]) -> Source:
    """Read an input as a delivery would be, here and not apart, and check what was read.

    Whatever the bytes are: nothing is raised, what is told can be told to another process, and
    what is refused says so in a sentence.
    """
    form, files = files_of(data)
    contents = read(form, files)
    assert _same(decode(encode(contents)), contents)
    source = source_of(contents)
    examination = judge(Path("leverans"), source, projects)
    assert examination.delivery or any(one.is_error for one in examination.every)
    assert all(one.sentence.endswith((".", "?")) for one in examination.every)
    return source


def _same(one: Contents, other: Contents) -> bool:
    return repr(one) == repr(other)  # NaN is never itself


def _in_ods(book: bytes) -> bytes:
    sheets = read(WORKBOOK, {"leverans": book}).sheets
    return opendocument({sheet.name: [list(cells) for _, cells in sheet.rows] for sheet in sheets})


def seeds() -> dict[str, bytes]:
    """Give inputs to begin with: the example's smallest deliveries in each form."""
    found: dict[str, bytes] = {}
    example = ROOT / "data" / "example"
    books = sorted(example.rglob("*.xlsx"), key=lambda path: path.stat().st_size)[:3]
    for path in books:
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        kept = {name: part for name, part in parts.items() if "theme" not in name}
        found[path.name] = packed(0, kept)
        found[f"raw-{path.name}"] = b"\3" + path.read_bytes()
        found[f"{path.stem}.ods"] = packed(0, unpacked(_in_ods(path.read_bytes())))
    for path in sorted(example.rglob("*.zip"), key=lambda path: path.stat().st_size)[:2]:
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        found[path.name] = packed(1, parts)
        found[f"folder-{path.name}"] = packed(
            2, {Path(name).name: part for name, part in parts.items()}
        )
        found[f"raw-{path.name}"] = b"\4" + path.read_bytes()
    return found
