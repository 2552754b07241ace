"""The text of a PDF in the order it was written, as its own ToUnicode maps give it."""

import re
from io import BytesIO

import pikepdf

_PAIR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


def pdf_text(content: bytes) -> str:
    """Give the text of every page, with a newline wherever the PDF moves to a new run."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return "\n".join(_stream_text(page.obj, page.obj.Resources) for page in pdf.pages)


def unicode_map(font: pikepdf.Object) -> dict[int, str]:
    if "/ToUnicode" not in font:
        return {}
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    known = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
        known |= {int(code, 16): _utf16(text) for code, text in _PAIR.findall(block)}
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.S):
        for first, last, text in _RANGE.findall(block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                known[int(first, 16) + step] = chr(ord(_utf16(text)) + step)
    return known


def _utf16(text: str) -> str:
    return bytes.fromhex(text).decode("utf-16-be")


def _stream_text(stream: pikepdf.Object, resources: pikepdf.Object) -> str:
    fonts = {
        name: (unicode_map(font), 2 if font.Subtype == "/Type0" else 1)
        for name, font in resources.get("/Font", {}).items()
    }
    found: list[str] = []
    spoken: list[bool] = []
    current: tuple[dict[int, str], int] = ({}, 2)
    for operands, operator in pikepdf.parse_content_stream(stream):
        match str(operator):
            case "Tf":
                current = fonts[str(operands[0])]
            case "BDC":
                properties = operands[1] if isinstance(operands[1], pikepdf.Dictionary) else {}
                instead = properties.get("/ActualText")
                if instead is not None and not any(spoken):
                    found.append(str(instead))
                spoken.append(instead is not None)
            case "BMC":
                spoken.append(False)
            case "EMC":
                spoken.pop()
            case "Tj" | "TJ" if not any(spoken):
                shown = operands[0] if str(operator) == "TJ" else [operands[0]]
                found += [decode(bytes(part), *current) for part in shown if is_string(part)]
            case "BT" | "Tm" | "Td":
                found.append("\n")
            case "Do":
                form = resources.XObject[str(operands[0])]
                if form.Subtype == "/Form":
                    found.append(_stream_text(form, form.get("/Resources", resources)))
    return "".join(found)


def is_string(part: object) -> bool:
    return isinstance(part, pikepdf.String)


def decode(code: bytes, known: dict[int, str], width: int) -> str:
    codes = (code[at : at + width] for at in range(0, len(code), width))
    return "".join(known.get(int.from_bytes(each, "big"), "") for each in codes)
