"""A short text that tells values apart: the same for the same values, in every process."""

from __future__ import annotations

import json
from hashlib import sha256

LENGTH = 16
"""So many hexadecimal digits: no two of a million values are likely to have the same."""


def digest(content: object, length: int = LENGTH) -> str:
    """Hash anything that can be written as JSON; the order of a mapping's keys is nothing.

    >>> digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    True
    """
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]
