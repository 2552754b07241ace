"""A PDF's tags as a tree of plain values, and what is wrong with them, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pikepdf
from pdf_marks import ARTIFACT, Shown, shown

Mark = tuple[int, int]
"""Page and MCID."""

_BLOCKS = {"P", "TH", "TD", "Caption", "Figure", "LBody", "Lbl", "Code", "Formula", "TOCI"}
_SAME_LINE = 12.0
"""Points: what stands less than this above something else may be read after it."""
_MARGIN = 45.0
"""Points from the foot and head of a page, where running heads stand and nothing else."""


@dataclass
class Tag:
    """A structure element: its standard type, its own marks, and what is within it."""

    kind: str
    element: pikepdf.Object
    marks: list[Mark] = field(default_factory=list)
    inner: list[Tag] = field(default_factory=list)
    annotations: list[tuple[int, int]] = field(default_factory=list)

    def all(self) -> Iterator[Tag]:
        """Give this tag and every one within it, in reading order."""
        yield self
        for tag in self.inner:
            yield from tag.all()

    @property
    def is_heading(self) -> bool:
        """Whether it is ``H1`` to ``H6``."""
        return self.kind[:1] == "H" and self.kind[1:].isdigit()

    def attribute(self, name: str) -> pikepdf.Object | None:
        """Give an attribute such as ``/Scope``, wherever it is said."""
        said = self.element.get("/A", pikepdf.Array())
        for attributes in said if isinstance(said, pikepdf.Array) else [said]:
            if name in attributes:
                return attributes[name]
        return None


def read_tags(pdf: pikepdf.Pdf) -> Tag:
    """Read the structure tree beneath a root of our own, named ``Root``."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    roles = pdf.Root.StructTreeRoot.get("/RoleMap", {})
    root = Tag("Root", pdf.Root.StructTreeRoot)

    def fill(tag: Tag, node: pikepdf.Object, page: int) -> None:
        if isinstance(node, pikepdf.Array):
            for each in node:
                fill(tag, each, page)
        elif isinstance(node, int):
            tag.marks.append((page, node))
        elif "/Obj" in node:
            tag.annotations.append(node.Obj.objgen)
        elif "/MCID" in node:
            tag.marks.append((pages[node.Pg.objgen] if "/Pg" in node else page, int(node.MCID)))
        elif "/S" in node:
            kind = str(roles.get(str(node.S), node.S)).removeprefix("/")
            inner = Tag(kind, node)
            tag.inner.append(inner)
            here = pages[node.Pg.objgen] if "/Pg" in node else page
            fill(inner, node.get("/K", pikepdf.Array()), here)

    fill(root, pdf.Root.StructTreeRoot.get("/K", pikepdf.Array()), 0)
    return root


def tag_faults(pdf: pikepdf.Pdf, *, chapters: bool) -> Iterator[str]:
    """List what is wrong; with ``chapters``, a document may have a heading 1 for each."""
    root, pieces = read_tags(pdf), list(shown(pdf))
    page = _Page(pieces)
    yield from _untagged(pdf, root, pieces)
    yield from _heading_faults(root, chapters=chapters)
    yield from _bookmark_faults(pdf, root, page)
    yield from _link_faults(pdf, root, page)
    yield from _order_faults(root, page)
    for tag in root.all():
        match tag.kind:
            case "Figure":
                yield from _figure_faults(tag)
            case "Table":
                yield from _table_faults(tag)
            case "L":
                yield from _list_faults(tag)
            case "P" if page.text(tag).lstrip().startswith(("• ", "– ", "‣ ")):
                yield f"a paragraph set as a list: {page.text(tag)[:40]}"
        for beside in tag.inner:
            if beside.kind == "Caption":
                yield from _caption_faults(tag, page.text(beside))


class _Page:
    """What each tag's marks show."""

    def __init__(self, pieces: list[Shown]) -> None:
        self.pieces: dict[Mark, list[Shown]] = defaultdict(list)
        for piece in pieces:
            if piece.mark not in (None, ARTIFACT):
                self.pieces[piece.page, piece.mark].append(piece)

    def text(self, tag: Tag) -> str:
        """Give the text of a tag and all within it."""
        marks = (mark for inner in tag.all() for mark in inner.marks)
        return "".join(piece.text for mark in marks for piece in self.pieces[mark])

    def place(self, tag: Tag) -> tuple[int, float, float] | None:
        """Give the page, the height and the left edge where a tag begins."""
        pieces = [p for inner in tag.all() for mark in inner.marks for p in self.pieces[mark]]
        if not pieces:
            return None
        first = min(piece.page for piece in pieces)
        here = [piece for piece in pieces if piece.page == first]
        box = tag.attribute("/BBox") if tag.kind == "Figure" else None
        top = float(box[3]) if box is not None else max(piece.y for piece in here)
        return first, top, min(piece.x for piece in here if piece.y >= top - _SAME_LINE or box)


def _untagged(pdf: pikepdf.Pdf, root: Tag, pieces: list[Shown]) -> Iterator[str]:
    known = {mark for tag in root.all() for mark in tag.marks}
    for piece in pieces:
        where = f"page {piece.page + 1}"
        height = float(pdf.pages[piece.page].mediabox[3])
        if piece.mark is None:
            yield f"{where}: neither tagged nor an artifact: {piece.text[:40] or 'a picture'}"
        elif piece.mark != ARTIFACT and (piece.page, piece.mark) not in known:
            yield f"{where}: marked, but no tag has it: {piece.text[:40]}"
        elif piece.mark != ARTIFACT and not _MARGIN < piece.y < height - _MARGIN:
            yield f"{where}: tagged in the margin, where running heads stand: {piece.text[:40]}"

    def loose(tag: Tag) -> Iterator[Tag]:
        if tag.kind in _BLOCKS or tag.is_heading:
            return
        if tag.marks:
            yield tag
        for inner in tag.inner:
            yield from loose(inner)

    for tag in loose(root):
        yield f"{tag.kind} with text of its own, outside every paragraph"


def _heading_faults(root: Tag, *, chapters: bool) -> Iterator[str]:
    level = 0
    for tag in root.all():
        if not tag.is_heading:
            continue
        new = int(tag.kind[1:])
        if new > level + 1:
            yield f"{tag.kind} follows upon H{level}"
        if new == 1 and level and not chapters:
            yield "more than one H1"
        level = new
    if not level:
        yield "no heading"


def _bookmark_faults(pdf: pikepdf.Pdf, root: Tag, page: _Page) -> Iterator[str]:
    def titles(items: list[pikepdf.OutlineItem]) -> Iterator[str]:
        for item in items:
            yield item.title
            yield from titles(item.children)

    with pdf.open_outline() as outline:
        marked = [_squeezed(title) for title in titles(list(outline.root))]
    headings = [_squeezed(page.text(tag)) for tag in root.all() if tag.is_heading]
    if not marked:
        yield "no bookmarks"
    elif marked != headings:
        differing = sorted({*marked} ^ {*headings}) or ["their order"]
        yield f"bookmarks and headings differ: {differing[0][:40]}"


def _squeezed(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable() and not sign.isspace())


def _link_faults(pdf: pikepdf.Pdf, root: Tag, page: _Page) -> Iterator[str]:
    links = [tag for tag in root.all() if tag.kind == "Link"]
    tagged = {annotation for tag in links for annotation in tag.annotations}
    for tag in links:
        if not page.text(tag).strip():
            yield "a link without a text"
        if not tag.annotations:
            yield f"a link that leads nowhere: {page.text(tag)[:40]}"
    for number, each in enumerate(pdf.pages, start=1):
        for annotation in each.get("/Annots", []):
            if not str(annotation.get("/Contents", "")).strip():
                yield f"page {number}: a link without a description"
            if annotation.objgen not in tagged:
                yield f"page {number}: a link that no tag has"


def _order_faults(root: Tag, page: _Page) -> Iterator[str]:
    for tag in root.all():
        if any(inner.kind == "Caption" for inner in tag.inner):
            continue  # it is read before its figure, wherever it stands
        in_a_row = tag.kind == "TR"  # whose cells are set at the foot of the tallest
        placed = [(inner, place) for inner in tag.inner if (place := page.place(inner))]
        for (_, above), (inner, below) in pairwise(placed):
            if below[0] < above[0] or (
                below[0] == above[0]
                and (
                    (below[1] > above[1] + _SAME_LINE and not in_a_row)
                    or ((abs(below[1] - above[1]) < 1 or in_a_row) and below[2] < above[2] - 1)
                )
            ):
                yield (
                    f"page {below[0] + 1}: read after what stands beneath or beside it: "
                    f"{inner.kind} {page.text(inner)[:40]}"
                )


def _figure_faults(tag: Tag) -> Iterator[str]:
    if not str(tag.element.get("/Alt", "")).strip():
        yield "a figure without an alternative text"


def _caption_faults(tag: Tag, caption: str) -> Iterator[str]:
    for figure in tag.inner:
        alt = _squeezed(str(figure.element.get("/Alt", "")))
        if figure.kind == "Figure" and alt and alt in _squeezed(caption):
            yield f"a figure whose alternative text is its caption: {caption[:40]}"


def _table_faults(tag: Tag) -> Iterator[str]:
    rows = [row for row in tag.all() if row.kind == "TR"]
    if any(inner.kind not in ("THead", "TBody", "TFoot", "TR", "Caption") for inner in tag.inner):
        yield "a table that holds something else than rows"
    heads = [cell for cell in tag.all() if cell.kind == "TH"]
    if not heads:
        yield "a table without header cells"
    for cell in heads:
        if str(cell.attribute("/Scope")) not in ("/Column", "/Row", "/Both"):
            yield "a header cell that does not say what it is the header of"
    names = {str(cell.element.get("/ID")) for cell in heads if "/ID" in cell.element}
    for cell in tag.all():
        if cell.kind == "TD":
            headers = {str(name) for name in cell.attribute("/Headers") or []}
            if not headers or not headers <= names:
                yield "a cell that does not say which headers it has"
    widths = {sum(int(cell.attribute("/ColSpan") or 1) for cell in row.inner) for row in rows}
    if len(widths) > 1:
        yield f"a table with rows of different widths: {sorted(widths)}"


def _list_faults(tag: Tag) -> Iterator[str]:
    items = [item for item in tag.inner if item.kind != "Caption"]
    if not items or any(item.kind not in ("LI", "L") for item in items):
        yield "a list that holds something else than items"
    for item in items:
        if item.kind == "LI" and not any(part.kind == "LBody" for part in item.inner):
            yield "a list item without a body"
