"""A project's own words can be cells, paths and groups, whatever they are."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from stegvis.definitions import ProjectError, read_project

PROJECT = Path(__file__).resolve().parents[1] / "data" / "projects" / "cresco-plus.yaml"


@pytest.mark.parametrize(
    ("key", "word", "sentence"),
    [
        *(
            ("municipalities.0.name", f"{sign}cmd|' /C calc'!A0", "formel")
            for sign in ("=", "+", "-", "@", "\t", "\r")
        ),
        ("municipalities.0.name", "Hjo;k=9", "figures.csv"),
        ("municipalities.0.name", "Hjo\nSkara", "en rad"),
        ("municipalities.0.name", "\N{RIGHT-TO-LEFT OVERRIDE}ojH", "en rad"),
        ("municipalities.0.name", "x" * 101, "100 tecken"),
        ("municipalities.0.name", "../..", "bokstäver"),
        ("municipalities.0.name", "Alla", "annat än alla"),
        ("lists.referrer.0", "vården;move=forward", "figures.csv"),
        ("lists.gender.0", "=1+1", "formel"),
        ("exit_reasons.0.id", "arbete=", "figures.csv"),
        ("method.0.id", "@a", "formel"),
        ("id", "-1", "ska ha formen"),
    ],
)
def test_a_word_that_would_be_more_than_a_word(
    tmp_path: Path, key: str, word: str, sentence: str
) -> None:
    content = yaml.safe_load(PROJECT.read_text(encoding="utf-8"))
    *parents, last = [int(part) if part.isdigit() else part for part in key.split(".")]
    place = content
    for part in parents:
        place = place[part]
    place[last] = word
    path = tmp_path / PROJECT.name
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    with pytest.raises(ProjectError) as raised:
        read_project(path)
    (line,) = [one for one in str(raised.value).splitlines() if f": {key}: " in one]
    assert sentence in line
