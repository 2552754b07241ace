"""The parameters of a notebook's copy, filled in where its own cell gives them."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from itertools import accumulate

ABOUT_A_DELIVERY = "leverans"
"""The parameter of a tutorial about one delivery, whose project, period and store go with it."""


def filled_in(source: str, values: Mapping[str, str]) -> str:
    """Exchange the texts that a cell gives names; names that it has not are not put in.

    All else is as it was, comments too. A cell that is not plain Python is left as it is, and so is
    a tutorial's.

    >>> filled_in('kommun = "Hjo"  # en av femton', {"kommun": "Töreboda", "period": "2024Q1"})
    'kommun = "Töreboda"  # en av femton'
    """
    try:
        given = dict(_given(ast.parse(source)))
    except SyntaxError:
        return source
    if ABOUT_A_DELIVERY in given:
        return source
    content = source.encode("utf-8")  # Python counts columns in bytes
    starts = [0, *accumulate(map(len, content.splitlines(keepends=True)))]
    for name, constant in sorted(given.items(), key=_place, reverse=True):
        if name in values:
            begin = starts[constant.lineno - 1] + constant.col_offset
            end = starts[(constant.end_lineno or 0) - 1] + (constant.end_col_offset or 0)
            text = json.dumps(values[name], ensure_ascii=False)  # reads the same in Python
            content = content[:begin] + text.encode("utf-8") + content[end:]
    return content.decode("utf-8")


def _given(cell: ast.Module) -> list[tuple[str, ast.Constant]]:
    found = []
    for statement in cell.body:
        match statement:
            case ast.Assign(
                targets=[ast.Name(id=name)], value=ast.Constant(value=str()) as constant
            ):
                found.append((name, constant))
    return found


def _place(given: tuple[str, ast.Constant]) -> tuple[int, int]:
    return given[1].lineno, given[1].col_offset
