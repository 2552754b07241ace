"""Tab fills in what there is: by the shells' own questions, which Typer puts to the program."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.conftest import Asked


def _filled(asked: Asked, *words: str | Path) -> list[str]:
    """Ask as bash does what the last word may become."""
    line = ["stegvis", *map(str, words)]
    env = {
        "_STEGVIS_COMPLETE": "complete_bash",
        "COMP_WORDS": "\n".join(line),
        "COMP_CWORD": str(len(line) - 1),
    }
    told = asked(env=env)
    assert told.stderr == ""
    return told.stdout.split("\n")[:-1]


@pytest.mark.parametrize(
    ("words", "filled"),
    [
        (("run", "--project", "cresco-p"), ["cresco-plus"]),
        (("run", "--municipality", "gr"), ["grästorp"]),
        (("run", "--municipality", "GRÄ"), ["GRÄstorp"]),
        (("run", "--municipality", "gras"), ["grastorp"]),
        (("run", "--municipality", "tör"), ["töreboda"]),
        (("run", "--municipality", "al"), ["alla"]),
        (("forget", "--municipality", "al"), [""]),
        (("run", "--period", "20"), ["2025Q1"]),
        (("run", "--period", "a"), ["all"]),
        (("forget", "--until", ""), ["2025Q1"]),
        (("run", "--section", "m"), ["mal"]),
        (("run", "--audience", "extern", "--section", ""), ["ut"]),
        (("run", "--audience", "e"), ["extern"]),
        (("run", "--expl"), ["--explain"]),
        (("new-project", "--municipality", "kir"), ["kiruna"]),
        (("new-project", "--municipality", "lil"), ["lilla-edet"]),
    ],
)
def test_what_there_is_is_filled_in(
    words: tuple[str, ...], filled: list[str], delivered: Path, asked: Asked
) -> None:
    command, *rest = words
    assert _filled(asked, command, "--root", delivered, *rest) == filled


def test_only_the_municipalities_of_the_project_that_was_named(own: Path, asked: Asked) -> None:
    path = own / "data" / "projects" / "cresco-creare.yaml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "name: Töreboda" not in line), "utf-8")
    root = ("run", "--root", own)
    assert _filled(asked, *root, "--municipality", "tö") == ["töreboda"]
    assert _filled(asked, *root, "--project", "cresco-plus", "--municipality", "tö") == ["töreboda"]
    assert _filled(asked, *root, "--project", "cresco-creare", "--municipality", "tö") == [""]


def test_commands_are_filled_in(asked: Asked) -> None:
    assert _filled(asked, "wi") == ["withdraw"]


def test_nothing_is_filled_in_where_there_is_nothing_to_read(tmp_path: Path, asked: Asked) -> None:
    for option in ("--project", "--municipality", "--section"):
        assert _filled(asked, "run", "--root", tmp_path, option, "x") == [""]


def test_completion_is_installed_and_told_of_in_swedish(
    tmp_path: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("typer._completion_shared._get_shell_name", lambda: "fish")
    told = asked("--install-completion", env={"HOME": str(tmp_path), "USERPROFILE": str(tmp_path)})
    assert told.exit_code == 0
    assert told.stdout.startswith("Tabb fyller i för stegvis i fish")
    [written] = tmp_path.rglob("stegvis.fish")
    assert "_STEGVIS_COMPLETE" in written.read_text("utf-8")


@pytest.mark.parametrize("option", ["--install-completion", "--show-completion"])
def test_a_shell_that_cannot_is_said(
    option: str, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("typer._completion_shared", "typer.completion"):
        monkeypatch.setattr(f"{module}._get_shell_name", lambda: None)
    told = asked(option)
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr.startswith("Skalet känns inte igen.")
