"""Fuzz what reads deliveries, guided by coverage: ``PYTHONPATH=tests python -m fuzz --seconds 60``.

It needs atheris (``pip install atheris``), which there are wheels of for Linux alone.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import tempfile
from pathlib import Path

MEMORY_MB = 2000
SECONDS_EACH = 20
"""How long one input may take: a third of what a delivery may."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path, help="a folder that keeps what was found")
    options = parser.parse_args()
    if importlib.util.find_spec("atheris") is None:
        sys.exit("atheris is not installed: pip install atheris (Linux only)")
    import atheris

    with atheris.instrument_imports(include=["stegvis.delivery", "zipfile", "csv"]):
        from fuzz.reading import ROOT, read_bytes, seeds
    from stegvis.definitions import read_projects

    projects = read_projects(ROOT / "data" / "projects")
    corpus = options.corpus or Path(tempfile.mkdtemp(prefix="fuzz-"))
    corpus.mkdir(parents=True, exist_ok=True)
    for name, seed in seeds().items():
        (corpus / name).write_bytes(seed)

    def one(data: bytes) -> None:
        read_bytes(data, projects)

    arguments = [
        *(sys.argv[0], str(corpus), f"-max_total_time={options.seconds}", f"-seed={options.seed}"),
        *(f"-timeout={SECONDS_EACH}", f"-rss_limit_mb={MEMORY_MB}", "-max_len=60000"),
        *("-print_final_stats=1", f"-artifact_prefix={corpus}-crash-"),
    ]
    atheris.Setup(arguments, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
