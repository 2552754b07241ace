"""Matplotlib's SVG, made fit to stand among others on one page."""

from __future__ import annotations

import re
from hashlib import sha256
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_HREF = f"{{{_XLINK}}}href"
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_WITH_TEXT = {f"{{{_SVG}}}{name}" for name in ("text", "tspan", "title", "desc")}
_LONG_NUMBER = re.compile(r"\d+\.\d{3,}")


def tidy(written: str) -> str:
    """Give the ``svg`` element of a file that Matplotlib has written, with text as text.

    Its style sheet would reach the whole page, so it becomes attributes of the element; its
    metadata and the ids that nothing refers to are left out, and other ids say which chart they
    belong to. A hundredth of a point is as fine as anyone can see; turns by
    nothing, and the space between elements, are left out.
    """
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", _XLINK)
    root = ElementTree.fromstring(written)  # noqa: S314  # Matplotlib's own, of this moment
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in (f"{{{_SVG}}}metadata", f"{{{_SVG}}}style"):
                parent.remove(child)
    root.attrib.pop("version", None)
    root.attrib |= {"stroke-linejoin": "round", "stroke-linecap": "butt"}
    prefix = f"c{sha256(written.encode()).hexdigest()[:10]}-"
    used = {name for element in root.iter() for name in _point_to_own(element, prefix)}
    for element in root.iter():
        id_ = element.attrib.pop("id", None)
        if id_ in used:
            element.set("id", f"{prefix}{id_}")
        for name in ("d", "x", "y"):
            if name in element.attrib:
                element.set(name, _LONG_NUMBER.sub(_rounded, element.attrib[name]))
        if element.get("transform", "").startswith("rotate(-0 "):
            del element.attrib["transform"]
        if element.tag not in _WITH_TEXT and not (element.text or "").strip():
            element.text = None
        if not (element.tail or "").strip():
            element.tail = None
    return ElementTree.tostring(root, encoding="unicode")


def _point_to_own(element: Element, prefix: str) -> list[str]:
    """Prefix the ids that an element refers to, and give them as they were."""
    used = []
    for name, value in element.attrib.items():
        if name == _HREF:
            used.append(value.removeprefix("#"))
            element.set(name, f"#{prefix}{used[-1]}")
        elif found := _REFERENCE.findall(value):
            used += found
            element.set(name, _REFERENCE.sub(rf"url(#{prefix}\1)", value))
    return used


def _rounded(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}"
