"""Where a store lies: in a folder here, or at the address of a file system elsewhere.

An address is one that fsspec knows, such as ``s3://bucket/underlag`` or ``gs://…``. A store there
is read, and never written to: a delivery is kept by a rename, which object stores do not have.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

from stegvis.errors import WrongError

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
"""How an address begins: a letter alone is a Windows drive."""


class AddressError(WrongError):
    """An address cannot be used; the message is a Swedish sentence."""


def is_address(text: str) -> bool:
    r"""Whether a text is an address of a file system, and not a folder's path.

    >>> [is_address(text) for text in ("s3://bucket/underlag", r"C:\underlag", "data/store")]
    [True, False, False]
    """
    return _ADDRESS.match(text) is not None


def is_remote(folder: Path) -> bool:
    """Whether a store's folder lies at an address."""
    return not isinstance(folder, Path)


def store_folder(text: str, relative_to: Path) -> Path:
    """Give the folder of a store, by its path or address.

    Raises
    ------
    AddressError
        When what the address needs is not installed, or nothing knows such an address.
    """
    if not is_address(text):
        return relative_to / text
    try:
        from upath import UPath  # brings fsspec, which no folder needs
    except ImportError as error:
        raise AddressError(
            "För ett underlag på en adress behövs fsspec. Installera det med: "
            "pip install 'stegvis[cluster]'"
        ) from error
    try:
        folder = UPath(text)
        _ = folder.fs
    except ImportError as error:
        raise AddressError(f"Adressen {text} kräver ett paket som saknas: {error}.") from error
    except ValueError as error:
        raise AddressError(f"Adressen {text} går inte att använda: {error}.") from error
    return cast(Path, folder)  # what a store asks of a path when it reads, UPath answers as well


def store_text(folder: Path, root: Path) -> str:
    """Give a store's folder as a notebook's parameter, from which `store_folder` finds it again.

    It is relative to the root where it lies within, and else whole; an address is given as it is.
    """
    if is_remote(folder):
        return str(folder)
    if folder.is_relative_to(root):
        return folder.relative_to(root).as_posix()
    return folder.as_posix()
