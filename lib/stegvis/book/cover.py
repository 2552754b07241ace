"""The cover: which report this is, of what, by whom, and what its figures are."""

from __future__ import annotations

from dataclasses import dataclass

from stegvis.show import escape


@dataclass(frozen=True)
class Cover:
    """The first page.

    Parameters
    ----------
    title, subtitle
        ”Slutrapport”, and the project, place and period on one line.
    organisation
        Who publishes it.
    facts
        Term and description: project, dnr, period, date, version, authors.
    marks
        The marks that every page bears.
    notes
        What a reader has to know about the whole report.
    small
        Whether it is the head of the first page instead of a page of its own on paper.
    """

    title: str
    subtitle: str
    organisation: str
    facts: tuple[tuple[str, str], ...]
    marks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    small: bool = False

    def html(self) -> str:
        """Write the page's title, the facts and the notes."""
        marks = "".join(f'<li class="mark">{escape.html(mark)}</li>' for mark in self.marks)
        facts = "".join(
            f"<div><dt>{escape.html(term)}</dt><dd>{escape.running(description)}</dd></div>"
            for term, description in self.facts
        )
        notes = "".join(f'\n<p class="remark">{escape.running(note)}</p>' for note in self.notes)
        return (
            f'<div class="cover">\n<p class="organisation">{escape.html(self.organisation)}</p>\n'
            f"<h1>{escape.html(self.title)}</h1>\n"
            f'<p class="lead">{escape.html(self.subtitle)}</p>\n'
            + (f'<ul class="marks">{marks}</ul>\n' if marks else "")
            + f'<dl class="facts">{facts}</dl>{notes}\n</div>'
        )

    def typst(self) -> str:
        """Call ``cover`` with the same."""
        settings: dict[str, escape.TypstValue] = {
            "title": self.title,
            "subtitle": self.subtitle,
            "organisation": self.organisation,
            "marks": self.marks,
            "facts": self.facts,
            "notes": self.notes,
            "small": self.small,
        }
        arguments = (f"{key}: {escape.typst(value)}" for key, value in settings.items())
        return f"#cover({', '.join(arguments)})"
