"""What a final report was put together of, as its ``provenance.json`` tells it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from stegvis.book.edition import FILE as EDITION
from stegvis.report.fingerprint import Fingerprint, software
from stegvis.report.planned import Planned
from stegvis.report.provenance import Report, file_mark, output_hash, read_provenance


def report_of(planned: Planned, outputs: Mapping[str, bytes]) -> Report:
    """Tell of a final report with its volumes.

    ``outputs`` are its files, by their paths relative to its folder.
    """
    made_of = Fingerprint("", planned.code.whole, planned.parts, {}, {}, {}, software())
    texts = planned.root.commentary / planned.project.id / planned.period.label
    parts = sections_in(planned.folder) | {EDITION: file_mark(texts / EDITION)}
    hashes = {name: output_hash(name, content) for name, content in outputs.items()}
    return Report(made_of, hashes, parts)


def sections_in(folder: Path) -> dict[str, str]:
    """Tell each section of each place in a folder from what it has been, by place and section."""
    return {
        f"{place.name}/{section}": report.mark
        for place in sorted(folder.iterdir())
        for section, report in sorted(read_provenance(place).reports.items())
    }
