"""What every part of a project's YAML is: frozen, and without keys that nobody knows."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """A part of a project's definition."""

    model_config = ConfigDict(frozen=True, extra="forbid")
