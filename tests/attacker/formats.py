"""What the files of a publication say besides ``figures.csv``: counts of counts, in any format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from attacker import documents, drawings, pages

_OF = re.compile(r"(?<![\d,])(\d{1,3}) av (?:de |alla |dem |totalt )?(\d{1,3})(?![\d,])")
_PAGE = re.compile(r"Sida \d+ av \d+")
Pair = tuple[int, int]


def texts_of(path: Path) -> list[str]:
    """Give every text of a file, whatever its format; none for figures and for pictures."""
    if path.suffix == ".html":
        return list(pages.texts(path.read_text(encoding="utf-8")))
    return documents.texts_of(path)


def pairs_said(texts: Iterable[str]) -> set[Pair]:
    """Read every k of n that is said, wherever lines break; the numbers of pages are no counts."""
    whole = _PAGE.sub("", re.sub(r"\s+", " ", " ".join(texts)))
    return {(int(k), int(n)) for k, n in _OF.findall(whole)}


def pairs_in(folder: Path) -> dict[Path, set[Pair]]:
    """Give every k of n that is said, by file."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".csv"]
    return {path: pairs_said(texts_of(path)) for path in files}


def ends_drawn(path: Path) -> Iterator[float]:
    """Give every share where a mark of a page's drawings ends, on a scale of 0–100 %."""
    for drawing in pages.drawings(path.read_text(encoding="utf-8")):
        for reading in drawings.readings(drawing):
            yield from (end for end in (reading.low, reading.high) if 0 < end < 1)
