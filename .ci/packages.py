"""Build the sdist and the wheel of a commit so that anybody can build the same, byte for byte.

What is built is what is committed: never the working tree, so that nothing which lies there by
accident, such as deliveries, can come along. Times in the archives are the commit's.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

ELSEWHERE = {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1", "LC_ALL": "C"}
"""What may differ where somebody else builds; the packages must not."""


class RefusedError(Exception):
    """Nothing is released; the message says why."""


def said(*command: str | Path, folder: Path) -> bytes:
    """Run a command in a folder and give what it says; what it complains of is shown.

    Raises
    ------
    RefusedError
        When it fails.
    """
    done = subprocess.run(  # noqa: S603  # git and our own Python, never a shell
        [*map(str, command)], cwd=folder, stdout=subprocess.PIPE, check=False
    )
    if done.returncode:
        raise RefusedError(f"{' '.join(map(str, command))}: status {done.returncode}")
    return done.stdout


def digest(path: Path) -> str:
    """Give the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def time_of(root: Path) -> int:
    """Give when the newest commit was made, in seconds since 1970."""
    return int(said("git", "log", "-1", "--format=%ct", folder=root))


def export(root: Path, into: Path) -> Path:
    """Lay out the newest commit's files in a folder."""
    archive = into.with_suffix(".tar")
    said("git", "archive", "--format=tar", f"--output={archive}", "HEAD", folder=root)
    return unpack(archive, into)


def unpack(archive: Path, into: Path) -> Path:
    """Unpack an archive into a folder; give the folder that it holds, if it holds one only."""
    with tarfile.open(archive) as files:
        files.extractall(into, filter="data")
    inner = [*into.iterdir()]
    return inner[0] if len(inner) == 1 else into


def build(tree: Path, into: Path, time: int, **elsewhere: str) -> tuple[Path, Path]:
    """Build the sdist and the wheel of a tree, with this Python's hatchling, without the network.

    Parameters
    ----------
    time
        Seconds since 1970: the time of every file in the archives.
    elsewhere
        Settings of the environment.
    """
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-t", "wheel", "-d", into]
    done = subprocess.run(  # noqa: S603  # our own Python
        [*map(str, command)],
        cwd=tree,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(time), **elsewhere},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RefusedError(f"hatchling: {done.stderr or done.stdout}")
    (sdist,), (wheel,) = into.glob("*.tar.gz"), into.glob("*.whl")
    return sdist, wheel


def make(root: Path, into: Path) -> tuple[Path, Path]:
    """Build the newest commit's sdist and wheel, and again from the sdist, elsewhere.

    Raises
    ------
    RefusedError
        When a build fails, or the two builds differ.
    """
    time = time_of(root)
    with TemporaryDirectory(prefix="stegvis-build-") as folder:
        here = Path(folder)
        made = build(export(root, here / "commit"), into, time)
        again = build(unpack(made[0], here / "sdist"), here / "again", time, **ELSEWHERE)
        for one, other in zip(made, again, strict=True):
            if digest(one) != digest(other):
                raise RefusedError(f"{one.name} differs when it is built from the sdist.")
    return made
