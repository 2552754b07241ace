"""Cells whose value nobody can tell, which a reader of workbooks would otherwise call blank.

Calamine gives nothing for a formula that failed, for one that was never calculated, and for a cell
that lies under a merged one; where a cell may be blank, that would be read as no answer. Here the
workbook's XML is written so that each says what it is, as the text of an error of Excel's: who
converts cells finds it by :func:`is_doubtful` and names the place.
"""

from __future__ import annotations

import re

from stegvis.delivery.raw import Cell

UNCALCULATED = "#OBERÄKNAD!"
"""Stands for a formula without a saved value."""
MERGED = "#SAMMANFOGAD!"
"""Stands for a cell that a merged one covers."""
FAILED = "#FELVÄRDE!"
"""Stands for an error that does not say which."""
_ERROR = re.compile(
    r"\s*(?:#[\w/]+[!?]|#N/A|#SAKNAS|#GETTING_DATA|#{2,}|(?:Err|Fel):\d{3})\s*", re.IGNORECASE
)
"""Errors as Excel and LibreOffice write them, in English and Swedish, and a column too narrow."""

_IS_ERROR = re.compile(rb"""\bt\s*=\s*["']e["']""")
_CELL = re.compile(rb"<((?:\w+:)?)c(\s[^<>]*)(?<!/)>(.*?)</\1c>", re.DOTALL)
_TYPE = re.compile(rb"""\bt\s*=\s*["'](\w+)["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*)?(?:/>|>([^<]*)<)")

_ODS_CELL = re.compile(
    rb"<table:((?:covered-)?)table-cell((?:\s[^<>]*)?)(?<!/)(?:/>|>(.*?)</table:\1table-cell>)",
    re.DOTALL,
)
_ODS_TYPE = re.compile(rb"\b(?:office|calcext):[\w-]*(?:type|value)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_IS_ODS_ERROR = re.compile(rb"""\bcalcext:value-type\s*=\s*["']error["']""")
_REPEATED = re.compile(rb"\s+table:number-columns-repeated\s*=\s*(?:\"\d+\"|'\d+')")
_NOTE = re.compile(rb"<office:annotation\b.*?</office:annotation>", re.DOTALL)
_TEXT = re.compile(rb"<text:p(?:\s[^<>]*)?>([^<]*)</text:p>")


def is_doubtful(cell: Cell) -> bool:
    """Whether a cell holds an error, of Excel's or one of those above.

    >>> [is_doubtful(cell) for cell in ("#DIV/0!", "#SAKNAS!", MERGED, "#1", "nr", 0)]
    [True, True, True, False, False, False]
    """
    return isinstance(cell, str) and _ERROR.fullmatch(cell) is not None


def told(name: str, part: bytes) -> bytes:
    """Give a part of a workbook where every doubtful cell says what it is."""
    if name == "content.xml":
        return _ODS_CELL.sub(_told_in_ods, part)
    if b"sheetData" in part and (_FORMULA.search(part) or _IS_ERROR.search(part)):
        return _CELL.sub(_told_in_xlsx, part)
    return part


def _told_in_xlsx(cell: re.Match[bytes]) -> bytes:
    prefix, attributes, body = cell[1], cell[2], cell[3]
    kind = _TYPE.search(attributes)
    value = _VALUE.search(body)
    is_error = kind is not None and kind[1] == b"e"
    is_text = kind is not None and kind[1] == b"str" and value is not None
    has_value = value is not None and bool((value[1] or b"").strip())
    if has_value and is_error:
        text = value[1] if value else b""
    elif _FORMULA.search(body) and not has_value and not is_text:
        text = UNCALCULATED.encode()
    elif is_error:
        text = FAILED.encode()
    else:
        return cell[0]
    other = _TYPE.sub(b"", attributes)
    return b'<%bc%b t="str"><%bv>%b</%bv></%bc>' % (prefix, other, prefix, text, prefix, prefix)


def _told_in_ods(cell: re.Match[bytes]) -> bytes:
    is_covered, attributes, body = cell[1], cell[2], cell[3] or b""
    if is_covered:
        repeated = _REPEATED.search(attributes)
        return _ods_text(repeated[0] if repeated else b"", MERGED.encode())
    shown = b" ".join(_TEXT.findall(_NOTE.sub(b"", body)))
    says_error = is_doubtful(shown.decode(errors="replace"))
    has_type = b"office:value-type" in attributes
    is_formula = b"table:formula" in attributes
    if is_formula and not has_type:
        return _ods_text(attributes, UNCALCULATED.encode())
    if (is_formula and says_error) or (not has_type and shown.strip()):
        return _ods_text(attributes, shown)
    if _IS_ODS_ERROR.search(attributes):
        return _ods_text(attributes, FAILED.encode())
    return cell[0]


def _ods_text(attributes: bytes, text: bytes) -> bytes:
    other = _ODS_TYPE.sub(b"", attributes)
    start = b'<table:table-cell%b office:value-type="string">' % other
    return start + b"<text:p>%b</text:p></table:table-cell>" % text
