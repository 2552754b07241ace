"""Run every study long and write the table: ``make simulate``."""

from __future__ import annotations

import sys
from pathlib import Path

from stegvis.show import swedish

from simulation import studies
from simulation.study import DRAWS, LONG_DRAWS

HEAD = """\
# Simuleringar

Metoderna i rapporterna prövas här på påhittade data där sanningen är känd. Kommandot
`make simulate` gör om tabellen; samma prövningar i kort form (högst {short} dragningar) ingår i
`make test`, och i lång form i `pytest -m long`. Slumptalen är fasta, så tabellen blir alltid
densamma.

| prövning | fall | dragningar | utfall | utlovat |
|---|---|---:|---:|---|
"""


def main(target: Path) -> None:
    """Write the table of every study to a Markdown file."""
    lines = []
    for study in studies():
        promised = f"{_number(study.low)} till {_number(study.high)}"
        draws = min(LONG_DRAWS, study.most)
        for setting, value in study.run(draws):
            kept = "" if study.keeps(value) else " **hålls inte**"
            cells = (study.name, setting, swedish.count(draws), _number(value), promised + kept)
            lines.append(f"| {' | '.join(cells)} |")
            sys.stderr.write(lines[-1] + "\n")
    text = HEAD.format(short=swedish.count(DRAWS)) + "\n".join(lines) + "\n"
    target.write_text(text, encoding="utf-8", newline="\n")


def _number(value: float) -> str:
    return swedish.decimal(value, 3)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
