"""Who a report is for."""

from __future__ import annotations

from typing import Literal, cast, get_args

from stegvis.place import UnknownNameError

Audience = Literal["intern", "extern"]


def read_audience(text: str) -> Audience:
    """Read who the report is for.

    Raises
    ------
    UnknownNameError
        When it is neither ``intern`` nor ``extern``.
    """
    if text not in get_args(Audience):
        raise UnknownNameError(f"Mottagaren ”{text}” finns inte. Välj intern eller extern.")
    return cast(Audience, text)
