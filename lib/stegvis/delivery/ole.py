"""What the bytes of an old workbook (.xls), or of one with a password, tell before it is read.

Both are OLE files. Their records are looked for as bytes, wherever they lie: whoever reads the
cells tells neither errors nor which year days are counted from.
"""

from __future__ import annotations

import re

from stegvis.delivery.raw import UnreadableError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "Arbetsboken är låst med lösenord. Spara den utan lösenord."
# an .xlsx with a password is a stream of this name in an OLE file (MS-OFFCRYPTO, section 2.3.4)
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_ACTS = tuple(name.encode("utf-16-le") for name in ("_VBA_PROJECT", "\x01Ole"))
_FROM_1904 = b"\x22\x00\x02\x00\x01\x00"
"""The record DATEMODE, of two bytes, that says 1 (MS-XLS, section 2.4.77)."""
_CODES = rb"[\x00\x07\x0f\x17\x1d\x24\x2a]"
_ERROR = re.compile(
    rb"\x05\x02\x08\x00(....)..%b\x01" % _CODES
    + rb"|\x06\x00.\x00(....)..\x02.%b...\xff\xff" % _CODES,
    re.DOTALL,
)
"""The records BoolErr and Formula with an error (MS-XLS, sections 2.4.24, 2.4.127 and 2.5.133)."""


def look_through(content: bytes) -> tuple[bool, bool]:
    """Tell whether anything in the workbook acts, and whether it counts days from 1904.

    Raises
    ------
    UnreadableError
        When it has a password, or a cell with an error, which calamine would call blank.
    """
    if _ENCRYPTED_PACKAGE in content:
        raise UnreadableError("encrypted", LOCKED)
    error = _ERROR.search(content)
    if error:
        place = error[1] or error[2]
        row = int.from_bytes(place[:2], "little") + 1
        column = int.from_bytes(place[2:], "little") + 1
        raise UnreadableError(
            "error-value",
            f"Ett blad har ett felvärde i rad {row}, kolumn nummer {column}. Rätta formeln eller "
            "skriv värdet, eller spara boken som .xlsx, så visas bladet.",
        )
    return any(name in content for name in _ACTS), _FROM_1904 in content
