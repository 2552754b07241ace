"""What a client asks of the process that kernels are forked from, and what it is told."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Literal


@dataclass(frozen=True)
class Request:
    """A kernel to start: ipykernel's own arguments, its whole environment, its folder."""

    arguments: list[str]
    environment: dict[str, str]
    folder: str

    def encode(self) -> bytes:
        """Write the request as bytes."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def decode(cls, content: bytes) -> Request:
        """Read a request back."""
        return cls(**json.loads(content))


@dataclass(frozen=True)
class Event:
    """What has become of a kernel.

    ``started`` and ``ended`` tell of the process ``pid``; ``code`` is then its exit code as
    `subprocess` has it, negative for a signal. ``refused`` says why in ``reason``.
    """

    kind: Literal["started", "ended", "refused"]
    pid: int = 0
    code: int = 0
    reason: str = ""

    def encode(self) -> bytes:
        """Write the event as bytes."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def decode(cls, content: bytes) -> Event:
        """Read an event back."""
        return cls(**json.loads(content))
