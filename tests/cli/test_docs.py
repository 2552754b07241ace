"""The page about commands names every command and every key of the documents."""

from __future__ import annotations

import re
from inspect import getmembers
from pathlib import Path
from typing import is_typeddict

from stegvis.cli import app, documents
from typer.main import get_command

PAGE = Path(__file__).resolve().parents[2] / "docs" / "kommandon.md"


def test_the_page_names_every_command() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| \w", PAGE.read_text("utf-8"), re.MULTILINE)
    assert set(get_command(app).commands) <= set(rows)  # type: ignore[attr-defined]


def test_the_page_names_every_key_and_word() -> None:
    named = set(re.findall(r"`([a-z-]+)`", PAGE.read_text("utf-8")))
    shapes = [shape for _, shape in getmembers(documents, is_typeddict)]
    assert {key for shape in shapes for key in shape.__annotations__} <= named
    for words in (documents.Verdict, documents.Ended):
        assert set(words.__args__) <= named
