"""What a PDF's pages show, piece by piece: where it stands, and the mark that ties it to a tag."""

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pdf_text import decode, is_string, unicode_map

Matrix = tuple[float, float, float, float, float, float]
_UNMOVED: Matrix = (1, 0, 0, 1, 0, 0)
ARTIFACT = -1


@dataclass(frozen=True)
class Shown:
    """A piece of text, or a picture (without text), with the place of its lower left corner.

    ``mark`` is the MCID that a tag refers to, `ARTIFACT`, or nothing where neither is said.
    """

    page: int
    mark: int | None
    x: float
    y: float
    text: str


def shown(pdf: pikepdf.Pdf) -> Iterator[Shown]:
    """Give everything that is shown, page by page, in the order it is drawn."""
    for number, page in enumerate(pdf.pages):
        yield from _Walk(number).through(page.obj, page.obj.Resources, _UNMOVED, None)


def _after(one: Matrix, other: Matrix) -> Matrix:
    """Move by ``one``, and then by ``other``."""
    a, b, c, d, e, f = one
    m, n, o, p, q, r = other
    return (
        *(a * m + b * o, a * n + b * p),
        *(c * m + d * o, c * n + d * p),
        *(e * m + f * o + q, e * n + f * p + r),
    )


def _matrix(operands: pikepdf.Array) -> Matrix:
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


@dataclass(frozen=True)
class _Walk:
    page: int

    def through(
        self, stream: pikepdf.Object, resources: pikepdf.Object, at: Matrix, outer: int | None
    ) -> Iterator[Shown]:
        fonts = {
            name: (unicode_map(font), 2 if font.Subtype == "/Type0" else 1)
            for name, font in resources.get("/Font", {}).items()
        }
        font: tuple[dict[int, str], int] = ({}, 2)
        saved: list[Matrix] = []
        marks, instead = [outer], [""]
        line = _UNMOVED
        for operands, operator in pikepdf.parse_content_stream(stream):
            match str(operator):
                case "q":
                    saved.append(at)
                case "Q":
                    at = saved.pop()
                case "cm":
                    at = _after(_matrix(operands), at)
                case "Tf":
                    font = fonts[str(operands[0])]
                case "BT":
                    line = _UNMOVED
                case "Tm":
                    line = _matrix(operands)
                case "Td" | "TD":
                    line = _after((1, 0, 0, 1, float(operands[0]), float(operands[1])), line)
                case "BMC" | "BDC":
                    said = operands[1] if len(operands) > 1 else {}
                    known = said if isinstance(said, pikepdf.Dictionary) else {}
                    mark = ARTIFACT if operands[0] == "/Artifact" else known.get("/MCID")
                    marks.append(marks[-1] if mark is None else int(mark))
                    instead.append(str(known.get("/ActualText", "")))
                case "EMC":
                    marks.pop()
                    instead.pop()
                case "Tj" | "TJ":
                    parts = operands[0] if str(operator) == "TJ" else [operands[0]]
                    text = "".join(decode(bytes(part), *font) for part in parts if is_string(part))
                    *_, x, y = _after(line, at)
                    yield Shown(self.page, marks[-1], x, y, instead[-1] or text)
                    instead[-1] = instead[-1] and "\N{ZERO WIDTH SPACE}"
                case "Do":
                    form = resources.XObject[str(operands[0])]
                    if form.Subtype == "/Form" and marks[-1] is None:
                        inner = _after(_matrix(form.get("/Matrix", _UNMOVED)), at)
                        yield from self.through(
                            form, form.get("/Resources", resources), inner, marks[-1]
                        )
                    else:
                        yield Shown(self.page, marks[-1], at[4], at[5], "")
