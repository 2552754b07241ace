"""Where a text is looked for, and what is wrong with one that cannot be read."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from stegvis.commentary.error import CommentaryError
from stegvis.commentary.find import MOST_BYTES, MOST_LINKS, find_text, read_text, text_path
from stegvis.commentary.kept import keep, kept_path, read_kept
from stegvis.own_words import Upon
from stegvis.project import Project
from stegvis.root import Root


@pytest.fixture
def creare(projects: Mapping[str, Project]) -> Project:
    return projects["cresco-creare"]


@pytest.fixture
def root(tmp_path: Path) -> Root:
    for name in ("data", "notebooks/kommun"):
        (tmp_path / name).mkdir(parents=True)
    return Root(tmp_path)


def _write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


@pytest.mark.parametrize(
    ("place", "period", "path"),
    [
        ("ALLA", "2023Q1", "cresco-creare/2023Q1/alla/mal.md"),
        ("Skövde", "2022H2", "cresco-creare/2022H2/skovde/mal.md"),
        ("Hjo", "all", "cresco-creare/all/hjo/mal.md"),
    ],
)
def test_a_text_has_one_place(root, creare, place, period, path) -> None:
    folder = root.commentary
    assert text_path(folder, creare, creare.period(period), place, "mal") == folder / path


@pytest.mark.parametrize("section", ["../mal", "a/b", "..", "", "a\0b", "a\\b", "mal.md"])
def test_a_sections_name_never_leads_out_of_the_folder(root, creare, section) -> None:
    with pytest.raises(ValueError, match="is no section's name"):
        text_path(root.commentary, creare, creare.period("2023Q1"), "ALLA", section)


def test_the_examples_texts_never_come_into_a_real_report(root, creare) -> None:
    period = creare.period("2023Q1")
    example = text_path(root.example_commentary, creare, period, "ALLA", "mal")
    _write(example, "exempel")
    assert find_text(root, creare, period, "ALLA", "mal", synthetic=False) is None
    assert find_text(root, creare, period, "ALLA", "mal", synthetic=True) == example

    own = _write(text_path(root.commentary, creare, period, "ALLA", "mal"), "eget")
    assert find_text(root, creare, period, "ALLA", "mal", synthetic=False) == own
    assert find_text(root, creare, period, "ALLA", "mal", synthetic=True) == own


def test_a_folder_that_may_not_be_read_is_told_of(root, creare, monkeypatch) -> None:
    def refused(path: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "exists", refused)
    with pytest.raises(CommentaryError, match="kommentarer går inte att läsa: Permission denied"):
        find_text(root, creare, creare.period("2023Q1"), "ALLA", "mal", synthetic=False)


@pytest.mark.parametrize("content", [b"\xef\xbb\xbfM\xc3\xa5l", b"M\xc3\xa5l"])
def test_a_text_is_read_with_or_without_a_byte_order_mark(root, content) -> None:
    path = _write(root.commentary / "mal.md", content)
    assert read_text(root, path, "ALLA", "mal").source == "Mål"


def test_a_text_is_the_same_with_the_line_ends_of_windows(root) -> None:
    read = [
        read_text(root, _write(root.commentary / "mal.md", content), "ALLA", "mal").digest
        for content in (b"a\nb\n", b"a\r\nb\r\n", b"a\nc\n")
    ]
    assert read[0] == read[1] != read[2]


def test_a_text_that_is_not_utf8_says_on_which_line(root) -> None:
    path = _write(root.commentary / "mal.md", "ett\nmål".encode("latin-1"))
    with pytest.raises(CommentaryError, match=r"^data/commentary/mal\.md, rad 2: .*UTF-8"):
        read_text(root, path, "ALLA", "mal")


def test_a_folder_is_no_text(root) -> None:
    path = root.commentary / "mal.md"
    path.mkdir(parents=True)
    with pytest.raises(CommentaryError, match=r"mal\.md är en mapp"):
        read_text(root, path, "ALLA", "mal")


def test_a_text_of_a_megabyte_is_put_there_by_mistake(root) -> None:
    path = _write(root.commentary / "mal.md", b"a" * 1_000_000)
    with pytest.raises(CommentaryError, match=r"för stor: 1000 kB\. .* högst 200 kB"):
        read_text(root, path, "ALLA", "mal")
    _write(path, b"a" * MOST_BYTES)
    assert len(read_text(root, path, "ALLA", "mal").source) == MOST_BYTES


def test_links_that_take_the_square_of_their_number_are_refused(root) -> None:
    path = _write(root.commentary / "mal.md", b"[a](" * (MOST_LINKS + 1))
    with pytest.raises(CommentaryError, match="fler än 500 länkar"):
        read_text(root, path, "ALLA", "mal")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_text_that_may_not_be_read_says_so(root) -> None:
    path = _write(root.commentary / "mal.md", "a")
    path.chmod(0)
    with pytest.raises(CommentaryError, match="går inte att läsa"):
        read_text(root, path, "ALLA", "mal")


def test_what_a_text_was_written_upon_is_kept_beside_it(root) -> None:
    path = _write(root.commentary / "mal.md", "a")
    assert read_text(root, path, "ALLA", "mal").upon is None
    upon = Upon("abc", {"goal.arbete_studier.value": "27 %"})
    keep(path, upon)
    assert kept_path(path) == root.commentary / "mal.siffror.json"
    assert read_text(root, path, "ALLA", "mal").upon == upon
    assert sorted(file.name for file in root.commentary.iterdir()) == ["mal.md", "mal.siffror.json"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"text": 1, "figures": {}}',
        '{"text": "a", "figures": {"b": 1}}',
        "\xff",
    ],
)
def test_what_is_not_kept_as_we_write_it_is_as_if_nothing_was_kept(root, content) -> None:
    path = root.commentary / "mal.md"
    _write(kept_path(path), content.encode("latin-1"))
    assert read_kept(path) is None


def test_a_text_may_refer_to_the_sections_of_its_place(root) -> None:
    for name, title in (("kommun/04_mal", "Mål"), ("projekt/12_esf", "Resultat till ESF")):
        cell = {"cell_type": "code", "source": [f'a = open_section("{title}", projekt)\n', "a"]}
        path = root.notebooks / f"{name}.ipynb"
        _write(path, json.dumps({"cells": [{"cell_type": "markdown", "source": "x"}, cell]}))
    text = _write(root.commentary / "mal.md", "a")
    assert read_text(root, text, "Hjo", "mal").titles == {"mal": "Mål"}
    assert read_text(root, text, "ALLA", "mal").titles == {"mal": "Mål", "esf": "Resultat till ESF"}
