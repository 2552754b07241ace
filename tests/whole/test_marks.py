"""Every page of an internal report says that it is internal, in every format."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pikepdf
import pytest
from bs4 import BeautifulSoup
from pdf_text import pdf_text

pytestmark = pytest.mark.slow

MARK = "Intern – får inte spridas"


@pytest.fixture(scope="session")
def folder(built: Path) -> Path:
    return built / "reports" / "cresco-plus" / "2025Q2" / "intern"


def test_every_page_of_the_web_and_the_index(built: Path, folder: Path) -> None:
    pages = [*folder.rglob("*.html"), built / "reports" / "index.html"]
    assert len(pages) > 20
    for path in pages:
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        assert MARK in page.find("header").get_text(), path
        assert MARK in page.find("footer").get_text(), path


def test_every_page_of_every_pdf(folder: Path, tmp_path: Path) -> None:
    paths = [*folder.glob("alla/*.pdf"), *folder.glob("grastorp/*.pdf"), folder / "slutrapport.pdf"]
    for path in paths:
        with pikepdf.open(path) as pdf:
            for number, page in enumerate(pdf.pages):
                if number % 7 and number != len(pdf.pages) - 1:
                    continue  # to take the text out takes long: the first, some and the last
                alone = pikepdf.new()
                alone.pages.append(page)
                alone.save(tmp_path / "page.pdf")
                text = re.sub(r"\s+", " ", pdf_text((tmp_path / "page.pdf").read_bytes()))
                assert MARK in text, (path, number)


def test_every_page_of_the_word_document(folder: Path) -> None:
    """Each section has a header on every page, the first page's own too where it has one."""
    with zipfile.ZipFile(folder / "slutrapport.docx") as package:
        document = package.read("word/document.xml").decode("utf-8")
        relations = package.read("word/_rels/document.xml.rels").decode("utf-8")
        headers = {
            name: package.read(name).decode("utf-8")
            for name in package.namelist()
            if re.fullmatch(r"word/(header|footer)\d+\.xml", name)
        }
    targets = dict(re.findall(r'Id="(rId\d+)"[^>]*Target="((?:header|footer)\d+\.xml)"', relations))
    targets |= {
        i: t
        for t, i in re.findall(r'Target="((?:header|footer)\d+\.xml)"[^>]*Id="(rId\d+)"', relations)
    }
    sections = re.findall(r"<w:sectPr.*?</w:sectPr>", document, re.DOTALL)
    assert sections
    for section in sections:
        used = [targets[one] for one in re.findall(r'r:id="(rId\d+)"', section) if one in targets]
        texts = [
            "".join(re.findall(r"<w:t[^>]*>([^<]*)", headers[f"word/{name}"])) for name in used
        ]
        first_too = "w:titlePg" not in section or MARK in document
        assert not used or any(MARK in text for text in texts), used
        assert first_too


def test_every_sheet_of_the_workbook(folder: Path) -> None:
    with zipfile.ZipFile(folder / "slutrapport.xlsx") as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) > 5
        for name in sheets:
            header = re.search(r"<oddHeader>(.*?)</oddHeader>", package.read(name).decode("utf-8"))
            assert header, name
            assert MARK in header[1], name
