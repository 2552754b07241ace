"""What makes a report accessible, checked: a PDF by its structure, a page in a browser.

Both give a list of what is wrong, in words, so that a test says ``assert check_pdf(…) == []``.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pikepdf
from axe_playwright_python.sync_playwright import Axe
from pdf_tags import read_tags, tag_faults
from playwright.sync_api import Page, sync_playwright

_WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def check_pdf(content: bytes, *, chapters: bool = False) -> list[str]:
    """List what a PDF lacks of PDF/UA-1: tags, language, title, alternatives, headers and so on.

    A book has ``chapters``: a heading 1 for each. Whatever else has one heading 1.
    """
    with pikepdf.open(BytesIO(content)) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            return ["no tags"]
        return [*_document_faults(pdf), *tag_faults(pdf, chapters=chapters), *_font_faults(pdf)]


def elements(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Object]]:
    """Give every structure element with its standard type, in reading order."""
    for tag in read_tags(pdf).all():
        if tag.kind != "Root":
            yield tag.kind, tag.element


def _document_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "MarkInfo does not say that it is tagged"
    if not str(root.get("/Lang", "")).startswith("sv"):
        yield f"language is {root.get('/Lang')}"
    with pdf.open_metadata() as metadata:
        if not metadata.get("dc:title"):
            yield "no title"
        if str(metadata.get("pdfuaid:part")) != "1":
            yield "no PDF/UA identifier"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "the window shows the file name instead of the title"
    for number, page in enumerate(pdf.pages, start=1):
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield f"page {number}: links are not in reading order"


def _font_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Dictionary) or thing.get("/Type") != "/Font":
            continue
        if thing.Subtype == "/Type0" and "/ToUnicode" not in thing:
            yield f"{thing.BaseFont}: text cannot be extracted"
        if thing.Subtype in ("/CIDFontType0", "/CIDFontType2", "/TrueType", "/Type1"):
            descriptor = thing.get("/FontDescriptor", {})
            if not any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3")):
                yield f"{thing.BaseFont} is not embedded"


@contextmanager
def browser_page(width: int = 1000, height: int = 900) -> Iterator[Page]:
    """Open a page in Chromium that is cut off from every network."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="sv-SE", offline=True
        )
        yield context.new_page()
        browser.close()


def axe(page: Page, path: Path, fragment: str = "") -> list[str]:
    """Open a file, at a fragment such as ``#mal``, and list its violations of WCAG 2.2 A and AA."""
    page.goto(path.resolve().as_uri() + fragment)
    result = Axe().run(page, options={"runOnly": _WCAG, "resultTypes": ["violations"]}).response
    return [
        f"{violation['id']}: {node['html'][:120]}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
