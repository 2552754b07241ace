"""Where forms are put: never over a file that is there, unless it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from stegvis.delivery.durable import temporary_beside, write_bytes
from stegvis.errors import FailedError
from stegvis.form.form import Form, FormError

SUFFIX = ".xlsx"


class PutError(FailedError):
    """A form could not be written; the message is a Swedish sentence."""


def places(forms: Sequence[Form], out: Path | None, here: Path, *, force: bool) -> list[Path]:
    """Give each form's path: in ``here`` by its own name, or where ``out`` says.

    ``out`` is a folder or, for one form alone, a file that need not exist.

    Raises
    ------
    FormError
        When ``out`` cannot be what it is to be, or when a file is there and ``force`` is not said.
    """
    folder = out or here
    if out is not None and not out.is_dir() and len(forms) == 1:
        if out.suffix.lower() != SUFFIX:
            raise FormError(f"--out ska vara en mapp som finns, eller ett filnamn på {SUFFIX}.")
        folder, chosen = out.parent, [out]
    else:
        chosen = [folder / form.file_name for form in forms]
    if not folder.is_dir():
        raise FormError("Mappen finns inte. Skapa den först, eller välj en annan med --out.")
    there = [path.name for path in chosen if path.exists()]
    if there and not force:
        raise FormError(
            f"Finns redan: {', '.join(there)}. Välj ett annat ställe med --out, eller skriv över "
            "med --force."
        )
    return chosen


def put(path: Path, content: bytes) -> None:
    """Write a file whole or not at all.

    Raises
    ------
    PutError
        When the disk does not let it be written.
    """
    temporary = temporary_beside(path)
    try:
        write_bytes(temporary, content)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise PutError(
            f"{path.name} gick inte att skriva: {error.strerror or error}. Är filen öppen i Excel, "
            "stäng den först."
        ) from error
