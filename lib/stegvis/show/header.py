"""A section's head: what it is about, for whom, and what it may be used for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stegvis.place import ALL
from stegvis.show import escape
from stegvis.show.display import Exhibit, Number
from stegvis.show.swedish import EVERYONE

SYNTHETIC = "Syntetiska exempeldata"
INTERNAL = "Intern – får inte spridas"
PROTECTED = "Extern – små tal är skyddade"
_AUDIENCES = {"intern": "internt", "extern": "externt"}


@dataclass(frozen=True)
class Header(Exhibit):
    """The head of a section; one per notebook.

    Parameters
    ----------
    title
        What the section is called, such as ”Mål”.
    project, municipality, period
        As readers see them: ”Cresco+”, ”Hjo” (or ``ALLA``), ”tredje kvartalet 2023”.
    until
        The last day that counts, ISO.
    audience
        ``intern`` or ``extern``. Every page is marked as the one or the other.
    synthetic
        Whether the data are the example's. Such pages are marked too.
    notes
        What the reader has to know about the whole section.
    organisation
        Who publishes it.
    colour
        The project's own main colour, if it has chosen one.
    known
        The mark of a section that tells what was known at an earlier time.
    """

    title: str
    project: str
    municipality: str
    period: str
    until: str
    audience: str
    synthetic: bool
    notes: tuple[str, ...] = ()
    organisation: str = ""
    colour: str | None = None
    known: str = ""
    kind: Literal["header"] = "header"

    @property
    def place(self) -> str:
        """Give the municipality as readers see it."""
        return EVERYONE if self.municipality == ALL else self.municipality

    @property
    def subject(self) -> str:
        """Say what the section is about, on one line."""
        return " · ".join(part for part in (self.project, self.place, self.period) if part)

    @property
    def marks(self) -> tuple[str, ...]:
        """List the marks that every page bears."""
        wanted = {
            SYNTHETIC: self.synthetic,
            INTERNAL: self.audience == "intern",
            PROTECTED: self.audience == "extern",
            self.known: bool(self.known),
        }
        return tuple(mark for mark, applies in wanted.items() if applies)

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """List what the head says under the title, as term and description."""
        facts = (
            ("Projekt", self.project),
            ("Kommun", self.place),
            ("Period", self.period),
            ("Uppgifter till och med", self.until),
            ("Underlag för", f"{_AUDIENCES.get(self.audience, self.audience)} bruk"),
        )
        return tuple((term, description) for term, description in facts if description)

    def html(self, number: Number | None = None) -> str:
        """Write the title, the marks, the facts and the notes."""
        marks = "".join(f'<li class="mark">{escape.html(mark)}</li>' for mark in self.marks)
        facts = "".join(
            f"<div><dt>{escape.html(term)}</dt><dd>{escape.html(description)}</dd></div>"
            for term, description in self.facts
        )
        notes = "".join(f'\n<p class="remark">{escape.running(note)}</p>' for note in self.notes)
        return (
            f"<h1>{escape.html(self.title)}</h1>\n"
            + (f'<ul class="marks">{marks}</ul>\n' if marks else "")
            + f'<dl class="facts">{facts}</dl>{notes}'
        )

    def typst(self, number: Number | None = None) -> str:
        """Call ``masthead`` with the same."""
        return (
            f"#masthead(title: {escape.typst(self.title)}, marks: {escape.typst(self.marks)}, "
            f"facts: {escape.typst(self.facts)}, notes: {escape.typst(self.notes)})"
        )

    def plain(self) -> str:
        """Write each on a line of its own."""
        facts = (f"{term}: {description}" for term, description in self.facts)
        lines = (self.title, *self.marks, *facts, *self.notes)
        return "\n".join(escape.clean(line) for line in lines)
