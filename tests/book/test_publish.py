from __future__ import annotations

import errno
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from stegvis.book import publish
from stegvis.book.book import Book
from stegvis.report.together import written_together
from stegvis.show.prose import Prose

BOOK = Book("Slutrapport", "Cresco+", "Förbundet", (), (Prose("Text."),))


def test_every_format_is_ready_before_any_file_is_replaced(tmp_path: Path) -> None:
    def fails(book: Book) -> bytes:
        raise OSError(errno.ENOSPC, "disken är full")

    (tmp_path / "slutrapport.html").write_text("den gamla", encoding="utf-8")
    formats: dict[str, Callable[[Book], bytes]] = {"html": lambda book: b"ny", "pdf": fails}
    with (
        pytest.raises(OSError, match="full"),
        written_together(tmp_path, nullcontext()) as together,
    ):
        publish.write(BOOK, tmp_path / "slutrapport", formats, together)
    assert (tmp_path / "slutrapport.html").read_text(encoding="utf-8") == "den gamla"
    assert [path.name for path in tmp_path.iterdir()] == ["slutrapport.html"]


def test_each_format_lies_beside_the_others(tmp_path: Path) -> None:
    with written_together(tmp_path, nullcontext()) as together:
        formats = {"html": lambda book: b"h", "pdf": lambda book: b"p"}
        publish.write(BOOK, tmp_path / "slutrapport", formats, together)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "slutrapport.html": b"h",
        "slutrapport.pdf": b"p",
    }
