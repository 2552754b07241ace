from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from stegvis.book.edition import Edition, EditionError, read_edition


def test_without_a_file_it_is_a_draft(tmp_path: Path) -> None:
    assert read_edition(tmp_path / "none") == Edition(version="utkast", dated=None, authors=())


def test_version_date_and_authors(tmp_path: Path) -> None:
    (tmp_path / "bok.yaml").write_text(
        'version: "1.0"\ndated: 2023-05-31\nauthors: [Åsa Öberg, Bo Ek]\n', encoding="utf-8"
    )
    read = Edition(version="1.0", dated=date(2023, 5, 31), authors=("Åsa Öberg", "Bo Ek"))
    assert read_edition(tmp_path) == read


def test_a_version_may_be_typed_as_a_number(tmp_path: Path) -> None:
    (tmp_path / "bok.yaml").write_text("version: 1.0\n", encoding="utf-8")
    assert read_edition(tmp_path).version == "1.0"


def test_an_empty_file_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "bok.yaml").write_text("# ännu inget\n", encoding="utf-8")
    assert read_edition(tmp_path) == Edition()


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("verison: 1", "verison"),
        ("dated: i maj", "dated"),
        ("authors: Åsa", "authors"),
        ("version: ''", "version"),
        ("- a\n- b", "hela filen"),
        ("version: [", "YAML"),
    ],
)
def test_a_mistake_is_told_in_swedish_with_its_key(
    tmp_path: Path, content: str, named: str
) -> None:
    (tmp_path / "bok.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(EditionError, match=named):
        read_edition(tmp_path)


def test_a_file_that_is_no_text_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "bok.yaml").write_bytes(b"\xff\xfe\x00version")
    with pytest.raises(EditionError, match="går inte att läsa"):
        read_edition(tmp_path)
