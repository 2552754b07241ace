"""The pages of answers, made of the house's page and templates of their own."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from stegvis.export.page import write_page
from stegvis.show import escape, swedish

_WHOLE = re.compile(r"\b[A-ZÅÄÖ]{2,4}-\d{2,4}\b|\b[a-z0-9-]+_\d{4}_\d{4}Q\d\.xlsx\b")
"""A pseudonym, and the name that a delivery's file is to have: no line is to break them."""


def _running(text: str) -> Markup:
    """Write a text in which what has to be read in one piece is not broken at a hyphen."""
    written = _WHOLE.sub(r'<span class="whole">\g<0></span>', escape.running(text))
    return Markup(written)  # noqa: S704  # escape.running has escaped it


@lru_cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader("stegvis.answer", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"running": _running, "date": swedish.date, "count": swedish.count}
    return environment.get_template(name)


@lru_cache
def _style() -> str:
    return files("stegvis.answer").joinpath("answer.css").read_text(encoding="utf-8")


def page(
    template: str,
    title: str,
    subject: str,
    marks: tuple[str, ...],
    main: str | None,
    **values: object,
) -> str:
    """Write a page; the template escapes every text that it is given.

    ``main`` is the project's own colour, if it is known and has one.
    """
    content = _template(template).render(marks=marks, **values)
    return write_page(
        title=title,
        subject=subject,
        marks=marks,
        content=Markup(content),  # noqa: S704  # the template escapes every text
        style=_style(),
        main=main,
    )
