"""A reports' folder made by hand: pages as they are published, and the few figures told of."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup
from stegvis.export.page import write_page
from stegvis.figures import COLUMNS
from stegvis.period import Period
from stegvis.show import swedish

TITLES = {"underlag": "Underlag", "mal": "Mål", "uppfoljning": "Uppföljning"}
SECTIONS = tuple(TITLES)
NAMES = {"alla": "Alla kommuner", "hjo": "Hjo", "gotene": "Götene", "skovde": "Skövde"}
PROJECTS = {"cresco-plus": "Cresco+", "cresco-creare": "Cresco Creare"}


def page(section: str, project: str, slug: str, period: str) -> str:
    """Write a page as a run does: with fonts, a title, and an empty region for its ways."""
    title = TITLES.get(section, section)
    name = NAMES.get(slug, slug)
    span = "hela projekttiden" if period == "all" else swedish.period(Period.parse(period))
    subject = f"{PROJECTS[project]} · {name} · {span}"
    content = Markup("<h1>{}</h1><p>Om {}.</p>").format(title, name)
    return write_page(f"{title} – {subject}", subject, (), content)


def publish(
    reports: Path,
    place: str,
    sections: Sequence[str] = SECTIONS,
    *,
    period: str = "2025Q2",
    project: str = "cresco-plus",
    audience: str = "intern",
) -> Path:
    """Publish some sections of a place, each as a page and a PDF."""
    folder = reports / project / period / audience / place
    folder.mkdir(parents=True, exist_ok=True)
    for section in sections:
        (folder / f"{section}.html").write_text(page(section, project, place, period), "utf-8")
        (folder / f"{section}.pdf").write_bytes(b"%PDF-1.7")
    return folder


def figures(folder: Path, *rows: tuple[object, ...]) -> None:
    """Write a ``figures.csv`` of place, measure, group, definition, k, n, value, low, high."""
    lines = [",".join(COLUMNS)]
    for place, measure, group, definition, *numbers in rows:
        cells = [*numbers, *[""] * (7 - len(numbers))]
        named = ["cresco-plus", place, "2025Q2", measure, group, definition, *cells, "false"]
        lines.append(",".join(map(str, named)))
    (folder / "figures.csv").write_text("\n".join(lines) + "\n", "utf-8")
