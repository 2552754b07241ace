"""What a client asks of the process that kernels are forked from, and what it is told."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Literal


@dataclass(frozen=True)
class Request:
    """A kernel to start: ipykernel's own arguments, its whole environment, its folder.

    ``number`` is the client's own, by which it knows the answer.
    """

    arguments: list[str]
    environment: dict[str, str]
    folder: str
    number: int = 0

    def encode(self) -> bytes:
        """Write the request as bytes."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def decode(cls, content: bytes) -> Request:
        """Read a request back."""
        return cls(**json.loads(content))


@dataclass(frozen=True)
class Event:
    """What has become of a request or of a kernel.

    ``started`` and ``refused`` answer request ``number``: with the kernel's process ``pid``, or
    with why in ``reason``. ``ended`` tells of the process ``pid``; ``code`` is its exit code as
    `subprocess` has it, negative for a signal.
    """

    kind: Literal["started", "ended", "refused"]
    pid: int = 0
    code: int = 0
    reason: str = ""
    number: int = 0

    def encode(self) -> bytes:
        """Write the event as bytes."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def decode(cls, content: bytes) -> Event:
        """Read an event back."""
        return cls(**json.loads(content))
