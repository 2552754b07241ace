"""A page of the house: one self-contained HTML file, which makes no request of any kind."""

from __future__ import annotations

import base64
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from stegvis.export.webfont import font_faces
from stegvis.show import design, escape

NAVIGATION = ("<!--nav-->", "<!--/nav-->")
"""The marks of the region, at the head of a page, where the ways to other pages are put later."""


def write_page(
    title: str,
    subject: str,
    marks: tuple[str, ...],
    content: Markup,
    *,
    style: str = "",
    script: str = "",
    main: str | None = None,
) -> str:
    """Write a page of the house: title and subject are text, the content is HTML already.

    ``style`` is CSS of this page only. ``script`` is the one script that the page may run: its
    Content-Security-Policy names it by its hash, and a page without a script allows none.
    ``main`` is the project's own colour, if it has one.
    """
    template, common = _template(main)
    digest = base64.b64encode(sha256(script.encode("utf-8")).digest()).decode("ascii")
    return template.render(
        title=escape.clean(title),
        subject=escape.clean(subject),
        marks=marks,
        content=content,
        fonts=Markup(font_faces()),  # noqa: S704  # base64 and our own CSS
        style=Markup(f"{common}{style}"),  # noqa: S704  # our own CSS
        navigation=Markup("".join(NAVIGATION)),  # noqa: S704  # our own marks
        script=Markup(script),  # noqa: S704  # our own script
        script_source=f"sha256-{digest}",
    )


def page_rules() -> str:
    """Give the CSS rules that every page of the house has, without its colours and sizes."""
    return files("stegvis.export").joinpath("page.css").read_text(encoding="utf-8")


@lru_cache(maxsize=8)
def _template(main: str | None) -> tuple[Template, str]:
    environment = Environment(
        loader=PackageLoader("stegvis.export", ""),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    return environment.get_template("page.html.j2"), design.css(main) + page_rules()
