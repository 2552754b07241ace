"""An empty folder for reports on the example."""

from pathlib import Path

import pytest
from stegvis.report.reports import claim


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    claim(folder, synthetic=True)
    return folder
