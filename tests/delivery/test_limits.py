"""What is said of the limits is what they are."""

from __future__ import annotations

import re
from pathlib import Path

from stegvis.delivery import limits
from stegvis.delivery.bounded import spaced

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "leveranser.md"
NBSP = "\N{NO-BREAK SPACE}"


def test_the_document_tells_every_limit() -> None:
    told = re.findall(
        r"^\| [^|]+ \| ([0-9\xa0]+)(?:\xa0(MB|sekunder))? \|$",
        DOCUMENT.read_text(encoding="utf-8"),
        re.M,
    )
    amounts = sorted(f"{number}{NBSP}{unit}".strip(NBSP) for number, unit in told)
    in_millions = (limits.LARGEST, limits.LARGEST_UNPACKED, limits.MEMORY)
    as_they_are = (
        *(limits.MOST_FILES, limits.MOST_SHEETS, limits.MOST_ROWS, limits.MOST_COLUMNS),
        *(limits.MOST_CELLS, limits.LONGEST_CELL, limits.LONGEST_NAME, limits.MOST_TEXT),
    )
    assert amounts == sorted(
        [
            *(f"{spaced(bytes_ // 1_000_000)}{NBSP}MB" for bytes_ in in_millions),
            *map(spaced, as_they_are),
            f"{limits.SECONDS}{NBSP}sekunder",
        ]
    )


def test_every_limit_has_a_reason() -> None:
    source = Path(limits.__file__).read_text(encoding="utf-8")
    named = re.findall(r"^([A-Z_]+) = [\d_]+\n(.*)", source, re.M)
    assert len(named) == len([name for name in vars(limits) if name.isupper()])
    assert [name for name, reason in named if not reason.startswith('"""')] == []
