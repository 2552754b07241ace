"""What JupyterLab is given while a desk is open: our Python before any other, and the typeface."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from jupyter_client.kernelspec import KernelSpecManager
from stegvis.desk.surroundings import surroundings
from stegvis.show.typeface import FAMILY


def foreign(folder: Path) -> str:
    """Install a Python of somebody else's as Jupyter's, in a folder of data."""
    (folder / "kernels" / "python3").mkdir(parents=True)
    spec = {"argv": ["/annan/python", "-m", "ipykernel_launcher"], "display_name": "Annan"}
    (folder / "kernels" / "python3" / "kernel.json").write_text(json.dumps(spec))
    return str(folder)


@pytest.mark.parametrize("prefers", ["0", "1"])
def test_python3_is_ours_wherever_another_is_installed(
    prefers: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", prefers)
    monkeypatch.setenv("JUPYTER_PATH", foreign(tmp_path / "sökväg"))
    monkeypatch.setenv("JUPYTER_DATA_DIR", foreign(tmp_path / "hem"))
    before = KernelSpecManager().get_kernel_spec("python3").argv[0]
    with surroundings() as ours:
        spec = KernelSpecManager().get_kernel_spec("python3")
        css = (ours.style / "custom.css").read_text(encoding="utf-8")
    assert before == "/annan/python"
    assert spec.argv[0] == sys.executable
    assert css.count("@font-face") == 3
    assert FAMILY in css
    assert not ours.style.parent.exists()
    assert os.environ["JUPYTER_PATH"] == str(tmp_path / "sökväg")
