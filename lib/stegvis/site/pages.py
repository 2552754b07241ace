"""What the pages of the site are made with: their templates, and their own style and script."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from stegvis.show import swedish


@lru_cache
def template(name: str) -> Template:
    """Give a template, which escapes every text that it is given."""
    environment = Environment(
        loader=PackageLoader("stegvis.site", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"address": quote, "date": swedish.date}
    return environment.get_template(name)


@lru_cache
def own(name: str) -> str:
    """Give the content of a file that lies beside the templates."""
    return files("stegvis.site").joinpath(name).read_text(encoding="utf-8")
