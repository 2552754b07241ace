"""Read what came in, cell by cell, from a workbook, a folder of CSV files or a zip of them.

Nothing is understood here but form: which sheets there are and what stands in which cell. A file
that cannot be read gives findings, never an exception.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from stegvis.delivery import limits
from stegvis.delivery.apart import read_apart
from stegvis.delivery.finding import Finding
from stegvis.delivery.privacy import showable
from stegvis.delivery.raw import Contents, Fault, RawSheet, UnreadableError
from stegvis.delivery.reader import ARCHIVE, FOLDER, SUFFIX, WORKBOOK

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
ARCHIVES = frozenset({".zip"})
DELIMITED = SUFFIX
_ACTIVE = Finding(
    "warning",
    None,
    None,
    None,
    "active-content",
    "Arbetsboken har makron, inbäddade objekt eller länkar till annat än sig själv. De varken körs "
    "eller följs här, och bara cellernas sparade värden läses. Öppna den inte i Excel om du inte "
    "litar på avsändaren, och be om en utan.",
)
_HIDDEN = Finding(
    "warning",
    None,
    None,
    None,
    "hidden-rows",
    "Arbetsboken har dolda rader, kanske för att ett filter är på. De läses och räknas som alla "
    "andra. Visa dem, och ta bort dem som inte ska vara med.",
)


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
    is_folder = path.is_dir()
    try:
        files = _files_of(path)
    except UnreadableError as error:
        return Source((), (_finding(Fault(None, error.rule, error.sentence)),), "")
    except OSError:
        sentence = "Filen går inte att öppna. Kontrollera sökvägen och att filen inte är låst."
        return Source((), (Finding("error", None, None, None, "unreadable", sentence),), "")
    digest = _hash(files) if is_folder else sha256(files[path.name]).hexdigest()
    form = FOLDER if is_folder else WORKBOOK if path.suffix.lower() in WORKBOOKS else ARCHIVE
    source = source_of(read_apart(form, files), digest)
    if not is_folder:
        return source
    return replace(source, names=tuple(child.name for child in sorted(path.iterdir())))


def source_of(contents: Contents, digest: str = "") -> Source:
    """Give what was read, with a finding for what could not be and for what is to be known."""
    findings = [_finding(fault) for fault in contents.faults]
    findings += [_ACTIVE] if contents.is_active else []
    findings += [_HIDDEN] if contents.hides_rows else []
    return Source(contents.sheets, tuple(findings), digest, contents.names)


def _files_of(path: Path) -> dict[str, bytes]:
    if path.is_dir():
        chosen = [child for child in sorted(path.iterdir()) if is_delimited(child.name)]
        if any(not _lies_in(child, path) for child in chosen):
            raise UnreadableError(
                "unsafe-path",
                "Mappen har en CSV-fil som är en länk till något utanför den, eller ingen vanlig "
                "fil. Lägg själva filen där.",
            )
    elif path.suffix.lower() in WORKBOOKS | ARCHIVES:
        chosen = [path]
        if path.exists() and not path.is_file():
            raise UnreadableError("unreadable", "Det är ingen vanlig fil.")
    elif path.exists():
        raise UnreadableError(
            "unknown-format",
            "Filens format känns inte igen. En leverans är en Excelbok (.xlsx), en mapp med "
            "CSV-filer eller en zip med CSV-filer.",
        )
    else:
        raise UnreadableError("missing-file", "Filen eller mappen finns inte.")
    files: dict[str, bytes] = {}
    left = limits.LARGEST
    for file in chosen:
        with file.open("rb") as stream:
            files[file.name] = stream.read(left + 1)
        left -= len(files[file.name])
        if left < 0:
            raise UnreadableError(
                "too-large",
                f"Leveransen är större än {limits.LARGEST // 1_000_000} MB. Ta bort det som inte "
                "hör dit.",
            )
    return files


def _lies_in(child: Path, folder: Path) -> bool:
    """Whether a folder's file is a file, and in the folder: not a device, nor a link elsewhere."""
    return child.is_file() and child.resolve().parent == folder.resolve()


def is_delimited(name: str) -> bool:
    """Whether a file's name is that of a CSV file, not hidden."""
    return name.lower().endswith(DELIMITED) and not name.startswith((".", "~$"))


def _hash(files: dict[str, bytes]) -> str:
    whole = sha256()
    for name, content in sorted(files.items()):
        whole.update(f"{name}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()


def _finding(fault: Fault) -> Finding:
    sheet = None if fault.sheet is None else showable(fault.sheet)
    return Finding("error", sheet, None, None, fault.rule, fault.sentence)
