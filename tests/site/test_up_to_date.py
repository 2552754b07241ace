"""The index is written when something that it tells of has changed, and only then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from by_hand import SECTIONS, publish
from stegvis.project import Project
from stegvis.site.up_to_date import bring_up_to_date

Bring = Callable[..., bool]


@pytest.fixture
def bring(reports: Path, projects: Mapping[str, Project]) -> Bring:
    """Bring the index up to date, and tell whether it was written."""

    def brought(known: Mapping[str, Project] = projects) -> bool:
        index = reports / "index.html"
        before = index.stat().st_ino if index.exists() else None
        assert bring_up_to_date(reports, known, SECTIONS, SECTIONS) == index
        return index.stat().st_ino != before

    return brought


def _page(reports: Path) -> Path:
    return next(reports.glob("cresco-plus/*/intern/hjo/*.html"))


def test_it_is_written_once_for_the_same_reports(reports: Path, bring: Bring) -> None:
    publish(reports, "hjo", ["mal"])
    assert bring()
    assert not bring()


def test_a_page_that_comes_goes_or_is_another_is_told_of(reports: Path, bring: Bring) -> None:
    publish(reports, "hjo", ["mal"])
    assert bring()
    page = _page(reports)
    other = page.with_name("annan")
    other.write_bytes(page.read_bytes())
    other.replace(page)
    assert bring(), "the same size and content, but put there since"
    publish(reports, "skara", ["mal"])
    assert bring()
    page.unlink()
    assert bring()
    assert not bring()


def test_an_index_that_is_gone_or_of_another_project_is_written(
    reports: Path, bring: Bring, projects: Mapping[str, Project]
) -> None:
    publish(reports, "hjo", ["mal"])
    assert bring()
    (reports / "index.html").unlink()
    assert bring()
    named = projects["cresco-plus"].model_copy(update={"name": "Cresco Plus"})
    assert bring({**projects, "cresco-plus": named})
    assert bring()
