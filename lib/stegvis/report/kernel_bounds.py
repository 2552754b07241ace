"""What a report's kernel may not pass: loaded in it as an IPython extension, warm or ordinary.

Output beyond the bound never leaves the kernel: what is sent instead says that it was too large,
and whoever runs the notebook ends it. Memory beyond the bound raises `MemoryError` in the cell,
where the system can do that, before the machine itself is short of it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from stegvis.report.limits import MEGABYTES

EXTENSION = __name__
"""What the extension is called, on a kernel's command line."""
MOST_BYTES = 20_000_000
"""How much the cells of a notebook may print and show, all of them together."""
TOO_LARGE = "stegvis_too_large"
"""The key of a message that stands for an output that was not sent."""

_MOST_CHARACTERS = 20_000
"""How much of an error's message is sent; the last so many characters of its traceback, too."""
_RESERVE = 128_000_000
"""Memory that is let loose when there is no more, so that it can be told."""

Pack = Callable[[Any], bytes]


def load_ipython_extension(shell: Any) -> None:
    """Bound the kernel of a shell."""
    session = shell.kernel.session
    session.pack = bounded(session.pack)
    if sys.platform == "linux" and (megabytes := int(os.environ.get(MEGABYTES) or 0)):
        _bound_memory(shell, megabytes * 1_000_000)


def bounded(pack: Pack, most: int = MOST_BYTES) -> Pack:
    """Give what writes a kernel's messages, but outputs only as long as they are few enough."""
    left = most

    def within(content: Any) -> bytes:
        nonlocal left
        if not isinstance(content, dict):
            return pack(content)
        if "traceback" in content:
            return pack(_plain(_shortened(content)))
        if "text" not in content and "data" not in content:
            return pack(content)
        left -= _size(content)
        if left >= 0:
            try:
                return pack(content)
            except UnicodeEncodeError:
                return pack(_plain(content))
            except MemoryError:
                left = -1
        empty: dict[str, Any] = {"text": ""} if "text" in content else {"data": {}, "metadata": {}}
        return pack({**content, **empty, TOO_LARGE: True})

    return within


def _size(content: Any) -> int:
    """Count the characters of what is shown, without writing it first.

    >>> _size({"data": {"text/plain": "abc", "application/json": {"d": ["e", 1]}}})
    36
    """
    if isinstance(content, str):
        return len(content)
    if isinstance(content, dict):
        return sum(len(str(key)) + _size(value) for key, value in content.items())
    if isinstance(content, list | tuple):
        return sum(map(_size, content))
    return len(repr(content))


def _plain(content: Any) -> Any:
    """Write halves of characters, which no file can hold, as their numbers."""
    if isinstance(content, str):
        return content.encode("utf-8", "backslashreplace").decode()
    if isinstance(content, dict):
        return {key: _plain(value) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [*map(_plain, content)]
    return content


def _shortened(error: dict[str, Any]) -> dict[str, Any]:
    lines: list[str] = []
    left = _MOST_CHARACTERS
    for line in reversed(error["traceback"] or ()):
        lines.insert(0, line[-left:] if left else "")
        left = max(0, left - len(line))
    message = str(error.get("evalue", ""))[:_MOST_CHARACTERS]
    return {**error, "evalue": message, "traceback": lines}


def _bound_memory(shell: Any, most: int) -> None:
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most += _held()
    whole = most + _RESERVE
    if hard != resource.RLIM_INFINITY:
        whole = min(whole, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (min(most, whole), whole))

    def ran_out(
        self: Any,
        kind: type[BaseException],
        error: BaseException,
        traceback: TracebackType,
        tb_offset: int | None = None,
    ) -> Any:
        resource.setrlimit(resource.RLIMIT_DATA, (whole, whole))
        return self.InteractiveTB.structured_traceback(kind, error, traceback, tb_offset)

    shell.set_custom_exc((MemoryError,), ran_out)


def _held() -> int:
    """Count the bytes that the kernel has asked for already, most of which it never touches."""
    status = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(1024 * int(line.split()[1]) for line in status if line.startswith("VmData:"))
