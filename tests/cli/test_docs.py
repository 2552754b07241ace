"""The page about commands names every command and key; every command of any page can be typed."""

from __future__ import annotations

import re
from inspect import getmembers
from pathlib import Path
from typing import is_typeddict

import pytest
from cli.typed import mentioned, typed, wrong_with
from markdown_pages import PAGES, ROOT
from stegvis.cli import app, documents
from typer.main import get_command

PAGE = ROOT / "docs" / "kommandon.md"


def test_the_page_names_every_command() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| \w", PAGE.read_text("utf-8"), re.MULTILINE)
    assert set(get_command(app).commands) <= set(rows)  # type: ignore[attr-defined]


def test_the_page_names_every_key_and_word() -> None:
    named = set(re.findall(r"`([a-z-]+)`", PAGE.read_text("utf-8")))
    shapes = [shape for _, shape in getmembers(documents, is_typeddict)]
    assert {key for shape in shapes for key in shape.__annotations__} <= named
    for words in (documents.Verdict, documents.Ended):
        assert set(words.__args__) <= named


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_of_a_page_can_be_typed(path: Path) -> None:
    page, program = path.read_text("utf-8"), get_command(app)
    told = [wrong_with(program, line, whole=True) for line in typed(page)]
    told += [wrong_with(program, line, whole=False) for line in mentioned(page)]
    assert [one for one in told if one] == []


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("stegvis check data/inbox --json", ""),
        (".venv\\Scripts\\stegvis add data/inbox", ""),
        ("stegvis check --perod 2025Q2", "no such option: --perod"),
        ("stegvis chek", "no such command"),
        ("stegvis add", "Missing parameter"),
    ],
)
def test_a_command_that_cannot_be_typed_is_found(line: str, wrong: str) -> None:
    [written] = typed(
        f"1. Skriv\n\n   ```\n   {line}   # mer\n   ```\n\n```text\nstegvis svar\n```\n"
    )
    told = wrong_with(get_command(app), written, whole=True)
    assert wrong in told if told else wrong == "", told
