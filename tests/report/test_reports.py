"""The folder of the reports is synthetic or real, never both."""

import json
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from stegvis.report.forgetting import remove_internal
from stegvis.report.reports import ReportsError, claim, holds_example, who_works_in, working_in


def _page(reports: Path, text: str) -> Path:
    page = reports / "cresco-plus" / "2025Q2" / "intern" / "hjo" / "mal.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(text, encoding="utf-8")
    return page


def test_the_example_is_moved_aside_when_real_reports_come(tmp_path: Path) -> None:
    claim(tmp_path, synthetic=True)
    (tmp_path / "README.md").write_text("hör till mappen", encoding="utf-8")
    page = _page(tmp_path, "exempel")
    claim(tmp_path, synthetic=False)
    assert not page.exists()
    aside = tmp_path / "exempel" / page.relative_to(tmp_path)
    assert aside.read_text(encoding="utf-8") == "exempel"
    assert (tmp_path / "README.md").exists()

    real = _page(tmp_path, "riktig")
    claim(tmp_path, synthetic=False)
    assert real.read_text(encoding="utf-8") == "riktig"


def test_the_example_is_never_written_among_real_reports(tmp_path: Path) -> None:
    claim(tmp_path, synthetic=False)
    page = _page(tmp_path, "riktig")
    with pytest.raises(ReportsError, match="innehåller riktiga rapporter"):
        claim(tmp_path, synthetic=True)
    assert page.read_text(encoding="utf-8") == "riktig"


@pytest.mark.parametrize("content", ["", "{", "[]", "{}"])
def test_a_folder_that_does_not_say_what_it_holds_is_left_alone(
    tmp_path: Path, content: str
) -> None:
    page = _page(tmp_path, "riktig?")
    (tmp_path / "om.json").write_text(content, encoding="utf-8")
    with pytest.raises(ReportsError, match=r"om\.json går inte att läsa"):
        claim(tmp_path, synthetic=False)
    assert page.exists()


class _KilledError(BaseException):
    """As when a process is killed: nothing that catches errors catches it."""


@pytest.mark.parametrize("number", range(14))
def test_killed_while_the_example_is_moved_aside_it_is_moved_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """And never do the example's reports stand in a folder that says that it holds real ones."""
    claim(tmp_path, synthetic=True)
    _page(tmp_path, "exempel")
    (tmp_path / "zeta").mkdir()  # a project whose name comes after that of om.json
    (tmp_path / "zeta" / "mal.html").write_text("exempel", encoding="utf-8")
    (tmp_path / "exempel").mkdir()
    left = iter(range(number))
    for owner, name in ((Path, "replace"), (Path, "mkdir"), (shutil, "rmtree")):
        real = getattr(owner, name)

        def changed(*given: Any, real: Callable[..., Any] = real, **named: Any) -> Any:
            if next(left, None) is None:
                raise _KilledError
            return real(*given, **named)

        monkeypatch.setattr(owner, name, changed)
    with suppress(_KilledError):
        claim(tmp_path, synthetic=False)
    monkeypatch.undo()
    if (tmp_path / "om.json").exists() and not holds_example(tmp_path):
        assert not (tmp_path / "zeta").exists()
    claim(tmp_path, synthetic=False)
    assert not holds_example(tmp_path)
    assert (tmp_path / "exempel" / "zeta" / "mal.html").read_text(encoding="utf-8") == "exempel"
    assert holds_example(tmp_path / "exempel")
    assert {path.name for path in tmp_path.iterdir()} == {"exempel", "om.json"}


def test_what_an_interrupted_command_left_is_cleared_and_what_it_decided_is_done(
    tmp_path: Path,
) -> None:
    page = _page(tmp_path, "gammal")
    (tmp_path / ".arbete-x").mkdir()
    page.with_name(".0123.part").write_text("halv", encoding="utf-8")
    decided = tmp_path / ".byte"
    decided.mkdir()
    (decided / "0").write_text("ny", encoding="utf-8")
    place = page.relative_to(tmp_path).as_posix()
    listed = json.dumps({"places": [place], "gone": []})
    (decided / "platser.json").write_text(listed, encoding="utf-8")
    with working_in(tmp_path, "run"):
        assert page.read_text(encoding="utf-8") == "ny"
        assert list(page.parent.iterdir()) == [page]
        assert not [*tmp_path.glob(".arbete-*"), *tmp_path.glob(".byte")]
        holder = who_works_in(tmp_path)
        assert holder is not None
        assert holder.command == "run"
    assert who_works_in(tmp_path) is None


def test_a_folder_that_cannot_be_written_in_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("en fil, ingen mapp", encoding="utf-8")
    with (
        pytest.raises(ReportsError, match="går inte att skriva i"),
        working_in(tmp_path / "reports", "run"),
    ):
        pass


def test_what_was_decided_before_somebody_is_forgotten_does_not_bring_them_back(
    tmp_path: Path,
) -> None:
    page = _page(tmp_path, "gammal")
    (tmp_path / ".byte").mkdir()
    (tmp_path / ".byte" / "0").write_text("med den som ska glömmas", encoding="utf-8")
    place = page.relative_to(tmp_path).as_posix()
    listed = json.dumps({"places": [place], "gone": []})
    (tmp_path / ".byte" / "platser.json").write_text(listed, encoding="utf-8")
    assert remove_internal(tmp_path, "cresco-plus", ["hjo"]) == ["2025Q2"]
    with working_in(tmp_path, "run"):
        assert not page.exists()
