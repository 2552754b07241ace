from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

COMMITTED = Path(__file__).resolve().parents[2] / "data" / "example"


@pytest.fixture(scope="session")
def committed() -> Path:
    return COMMITTED


@pytest.fixture(scope="session")
def truth() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((COMMITTED / "facit.json").read_text(encoding="utf-8"))
    return loaded
