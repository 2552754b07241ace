"""The colophon: what a report was made of, and how to make it again."""

from __future__ import annotations

from dataclasses import dataclass

from stegvis.show import escape


@dataclass(frozen=True)
class Colophon:
    """Term and description; a description that is typed as it stands is set as code."""

    facts: tuple[tuple[str, str], ...]
    command: str

    def html(self) -> str:
        """Write a list of terms."""
        facts = "".join(
            f"<div><dt>{escape.html(term)}</dt><dd>{escape.running(description)}</dd></div>"
            for term, description in self.facts
        )
        command = f"<div><dt>Kommando</dt><dd><code>{escape.html(self.command)}</code></dd></div>"
        return f'<dl class="colophon">{facts}{command}</dl>'

    def typst(self) -> str:
        """Call ``colophon``."""
        return f"#colophon({escape.typst(self.facts)}, command: {escape.typst(self.command)})"
