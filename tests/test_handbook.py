"""The handbook keeps what it promises: commands, ways, pictures, and the program's own words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from markdown_pages import ROOT, links, pictures
from PIL import Image
from stegvis.show.header import SYNTHETIC

HANDBOOK = ROOT / "docs" / "handbok"
PAGES = sorted(HANDBOOK.glob("*.md"))
LARGEST, WIDEST = 120_000, 1200
NOT_OURS = (
    "is not recognized",
    "not found",
    "running scripts",
    "not fetch",
    "ProxyError",
    "SSLError",
)
"""What Windows, a shell or pip says; the handbook quotes that too."""


def _named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_every_page_is_reached_from_the_first() -> None:
    reached, left = set(), [HANDBOOK / "README.md"]
    while left:
        path = left.pop()
        if path not in reached:
            reached.add(path)
            page = path.read_text(encoding="utf-8")
            targets = (path.parent / target.split("#")[0] for target in links(page))
            left += [one.resolve() for one in targets if one.resolve() in PAGES]
    assert reached == set(PAGES)


@pytest.mark.parametrize("path", PAGES, ids=_named)
def test_a_picture_is_described_and_says_that_it_is_made_up(path: Path) -> None:
    for text, target in pictures(path.read_text(encoding="utf-8")):
        assert text.endswith(SYNTHETIC), target
        assert len(text) > len(SYNTHETIC) + 20, target
        assert (path.parent / target).stat().st_size <= LARGEST, target
        with Image.open(path.parent / target) as image:
            assert image.width <= WIDEST, target


def test_no_picture_is_left_over() -> None:
    shown = {
        (path.parent / target).resolve()
        for path in PAGES
        for _, target in pictures(path.read_text(encoding="utf-8"))
    }
    assert {path.resolve() for path in HANDBOOK.glob("bilder/*.png")} == shown


def test_installing_without_make_is_what_make_does() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    page = (HANDBOOK / "installera.md").read_text(encoding="utf-8")
    for line in ("-r requirements.lock", "--no-deps --no-build-isolation --editable ."):
        assert line in makefile
        assert line in page


@cache
def _said() -> tuple[str, ...]:
    """Give every text of the program, with … where something is filled in."""
    texts: list[str] = []
    for path in sorted((ROOT / "lib" / "stegvis").rglob("*.py")):
        texts += filter(None, map(_text, ast.walk(ast.parse(path.read_bytes()))))
    for path in sorted((ROOT / "lib" / "stegvis").rglob("*.j2")):
        texts.append(re.sub(r"<[^>]*>|\{[{%].*?[}%]\}", "…", path.read_text(encoding="utf-8")))
    return tuple(texts)


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(v.value) if isinstance(v, ast.Constant) else "…" for v in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _holds(text: str, parts: Sequence[str]) -> bool:
    at = 0
    for part in parts:
        at = text.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


def _quoted(path: Path) -> Iterator[str]:
    """Give the messages in the first columns of a page's tables of what is seen."""
    is_of_messages = False
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("| ").split(" | ")]
        if not line.startswith("|"):
            is_of_messages = False
        elif cells[0] in ("meddelande", "du ser"):
            is_of_messages = True
        elif is_of_messages:
            for message in re.findall(r"`([^`]+)`", cells[0]):
                if not any(one in message for one in NOT_OURS):
                    yield message


def test_messages_are_told_of() -> None:
    assert len(list(_quoted(HANDBOOK / "fel.md"))) >= 40


@pytest.mark.parametrize("path", PAGES, ids=_named)
def test_every_message_is_one_that_the_program_says(path: Path) -> None:
    unsaid = []
    for message in _quoted(path):
        parts = [part.strip() for part in message.split("…") if part.strip()]
        if not any(_holds(text, parts) for text in _said()):
            unsaid.append(message)
    assert unsaid == []
