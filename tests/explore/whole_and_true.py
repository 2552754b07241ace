"""What must hold of every view: each number is a figure of its own, and the words are whole."""

from __future__ import annotations

import re

from show.numbers_shown import flat, texts, unexplained_numbers
from stegvis.explore.view import View
from stegvis.show.exhibit import Chart, Table


def check(view: View) -> str:
    """Check a view, and give what it says."""
    said = view.shown.plain()
    assert unexplained_numbers(view.section, view.shown) == []
    assert said.startswith(("Syntetiska exempeldata · Intern – får inte spridas.", "Intern –"))
    assert not re.search(r"None|\bnan\b|<NA>|\.\.|  ", said)
    assert not re.search(r"\beffekt|forward|backward|rater|now\b|then\b", said)
    shown = list(flat(view.shown))
    for exhibit in shown:
        for text in texts(exhibit):
            assert not re.search(r"\d\.\d", text), "a decimal point"
    for place, exhibit in enumerate(shown):
        if isinstance(exhibit, Chart):
            assert isinstance(shown[place + 1], Table)
            assert exhibit.note.startswith("n = ")
            assert exhibit.alt.endswith(".")
    return said
