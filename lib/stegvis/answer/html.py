"""The pages of answers, made of the house's page and templates of their own."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from stegvis.export.page import write_page
from stegvis.show import escape, swedish


@lru_cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader("stegvis.answer", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"clean": escape.clean, "date": swedish.date, "count": swedish.count}
    return environment.get_template(name)


@lru_cache
def _style() -> str:
    return files("stegvis.answer").joinpath("answer.css").read_text(encoding="utf-8")


def page(template: str, title: str, subject: str, marks: tuple[str, ...], **values: object) -> str:
    """Write a page; the template escapes every text that it is given."""
    content = _template(template).render(marks=marks, **values)
    return write_page(
        title=title,
        subject=subject,
        marks=marks,
        content=Markup(content),  # noqa: S704  # the template escapes every text
        style=_style(),
    )
