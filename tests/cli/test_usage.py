"""Whoever types something wrong gets one Swedish sentence, with the next step, and status 2."""

from __future__ import annotations

import pytest
from cli.conftest import Asked
from english import english_in


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("chek", "x"), "Kommandot chek finns inte. Menade du check? Se stegvis --help."),
        (("xyz",), "Kommandot xyz finns inte. Se stegvis --help."),
        (("--foo",), "Valet --foo finns inte. Se stegvis --help."),
        (("run", "--perod", "2023"), "Valet --perod finns inte. Menade du --period?"),
        (("run", "--json", "--perod"), "Valet --perod finns inte. Menade du --period?"),
        (("run", "--period"), "Valet --period behöver ett värde. Se stegvis run --help."),
        (("run", "--force=ja"), "Valet --force tar inget värde. Se stegvis run --help."),
        (("run", "--jobs", "många"), "Värdet för --jobs går inte att använda"),
        (("run", "--jobs", "0"), "minst 1. Se stegvis run --help."),
        (("add",), "Ange LEVERANS: "),
        (("forget",), "Ange --project: "),
        (("example", "a", "b"), "Här finns argument för mycket: b. Se stegvis example --help."),
        (("run", "--quiet", "--verbose"), "Välj --quiet eller --verbose, inte båda."),
    ],
)
def test_a_mistake_is_one_swedish_sentence(typed: tuple[str, ...], said: str, asked: Asked) -> None:
    told = asked(*typed)
    assert told.exit_code == 2
    assert said in told.stderr
    assert told.stderr.count("\n") == 1
    assert english_in(told.stderr) == []
    assert (told.stdout == "") is ("--json" not in typed)


@pytest.mark.parametrize("word", ["Anna Andersson", "850709-9805", "a\x1b[31m"])
def test_what_was_typed_for_an_argument_is_not_told_again_where_it_is_personal(
    word: str, asked: Asked
) -> None:
    for told in (asked("example", "a", word), asked(word), asked("run", "--jobs", word)):
        assert told.exit_code == 2
        assert word not in told.output
        assert "\x1b" not in told.output
