"""What each report of a folder was made of, and what was made: ``provenance.json`` beside them.

It is put in its place together with the files that it tells of, so it tells of those that are there
and of no others. The same reports made of the same on another machine have the same
``provenance.json``, byte for byte: it holds neither a path, nor a time, nor when a delivery was
added. In an external folder, which is copied out, deliveries are no part of it: what it was made
of is the protected figures that lie beside it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path

import stegvis
from stegvis.export.page import NAVIGATION
from stegvis.report.digest import LENGTH, digest
from stegvis.report.fingerprint import Fingerprint

FILE = "provenance.json"
_VERSION = 1
_BEGIN, _END = (mark.encode("ascii") for mark in NAVIGATION)


@dataclass(frozen=True)
class Report:
    """One report of a folder: a section, or a final report.

    Parameters
    ----------
    made_of
        What it was made of, as it is told anywhere; see `portable`.
    outputs
        The SHA-256 of each file, by its path relative to the folder; see `output_hash`.
    parts
        What else it was put together of, by its name: for a final report its sections.
    program
        The version of stegvis that made it.
    """

    made_of: Fingerprint
    outputs: Mapping[str, str]
    parts: Mapping[str, str] = field(default_factory=dict)
    program: str = stegvis.__version__

    @property
    def mark(self) -> str:
        """Tell what was made, and of what, from anything else."""
        return digest(asdict(self), 2 * LENGTH)


@dataclass(frozen=True)
class Provenance:
    """The reports of a folder, by section."""

    reports: Mapping[str, Report] = field(default_factory=dict)

    def with_report(self, section: str, report: Report) -> Provenance:
        """Give the same with a report, in place of what was told of it before."""
        return Provenance({**self.reports, section: report})

    def as_bytes(self) -> bytes:
        """Write it: the same content is always the same bytes."""
        reports = {section: asdict(report) for section, report in self.reports.items()}
        content = {"version": _VERSION, "reports": reports}
        text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
        return f"{text}\n".encode()


def read_provenance(folder: Path) -> Provenance:
    """Read what is told of a folder's reports; nothing where it is not told as we tell it."""
    try:
        content = json.loads((folder / FILE).read_bytes())
        if content["version"] != _VERSION:
            return Provenance()
        return Provenance(
            {
                section: Report(Fingerprint(**said.pop("made_of")), **said)
                for section, said in content["reports"].items()
            }
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Provenance()


def output_hash(name: str, content: bytes) -> str:
    """Hash what was made: of a page all but the ways to others, which come when those are there."""
    if name.endswith(".html"):
        before, begin, rest = content.partition(_BEGIN)
        _, end, after = rest.partition(_END)
        content = before + begin + end + after
    return sha256(content).hexdigest()


def file_mark(path: Path) -> str:
    """Give the SHA-256 of a file's content; empty where there is no such file."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""


def portable(made_of: Fingerprint, sources: Mapping[str, Mapping[str, str]]) -> Fingerprint:
    """Tell what something was made of so that it is the same on every machine.

    Parameters
    ----------
    sources
        The SHA-256 of what was delivered, by kommunkod and period: when it was added is left out.
    """
    parameters = {name: said for name, said in made_of.parameters.items() if name != "underlag"}
    text = {name: said for name, said in made_of.text.items() if name == "text"}
    return replace(made_of, deliveries=sources, text=text, parameters=parameters)
