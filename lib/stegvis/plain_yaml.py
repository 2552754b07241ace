"""YAML of plain values, written out: small, not nested without end, and without references.

A few lines of YAML whose anchors refer to each other, or of brackets within brackets, can take all
memory or end the process that reads them. Nobody needs either to describe a project.
"""

from __future__ import annotations

from pathlib import Path

import yaml

MOST_BYTES = 1_000_000
"""Most bytes of a file; the longest project is below ten thousand."""
DEEPEST = 20
"""Most levels within each other; a project has five."""

_SAFE = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
"""Reads plain values alone; the one in C is eight times as fast, and every wheel has it."""
_OPENS = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_CLOSES = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


class PlainYamlError(ValueError):
    """The file cannot be used; the message is Swedish and goes on from the file's name."""


def read_yaml(path: Path) -> object:
    """Read a file of plain values.

    Raises
    ------
    PlainYamlError
        When it is not YAML, or more than a file of ours is.
    OSError
        When it cannot be read.
    """
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise PlainYamlError(f"filen är större än {MOST_BYTES // 1000} kB")
    try:
        text = content.decode("utf-8")
        _refuse_much(text)
        return yaml.load(text, _SAFE)  # noqa: S506  # both are safe
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (rad {mark.line + 1})" if mark else ""
        raise PlainYamlError(f"filen går inte att läsa som YAML{where}") from error


def _refuse_much(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, _SAFE):
        depth += isinstance(event, _OPENS) - isinstance(event, _CLOSES)
        row = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise PlainYamlError(f"en hänvisning med * (rad {row}) läses inte; skriv ut värdet")
        if depth > DEEPEST:
            raise PlainYamlError(f"filen har för många nivåer i varandra (rad {row})")
