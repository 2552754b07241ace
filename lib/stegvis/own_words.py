"""The analyst's own words about a section: as they stand in their file, and when they were true."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256


@dataclass(frozen=True)
class Upon:
    """What a text was written upon.

    Parameters
    ----------
    text
        The text's `OwnWords.digest`.
    figures
        Each figure by the name that a placeholder has, as it was written out then.
    """

    text: str
    figures: Mapping[str, str]


@dataclass(frozen=True)
class OwnWords:
    """A text about one section of one place and period.

    Parameters
    ----------
    section
        The section's name, such as ``mal``.
    file
        Where the text stands, as a message names it.
    source
        The text itself, in Markdown with placeholders.
    titles
        The sections that it may refer to: those of the same place, with their titles.
    upon
        What it was written upon, once a report with the text has been made.
    """

    section: str
    file: str
    source: str = field(repr=False)
    titles: Mapping[str, str] = field(repr=False)
    upon: Upon | None = field(repr=False, default=None)

    @property
    def digest(self) -> str:
        """Give what tells this text from any other."""
        return sha256(self.source.encode("utf-8", "surrogatepass")).hexdigest()
