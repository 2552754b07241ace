"""A run as it is sent to a worker: what it reads, each file by the hash of its content."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from stegvis.report.plan import Run
from stegvis.report.slice import files_of, moved


@dataclass(frozen=True)
class Sent:
    """A run, and what it reads.

    Parameters
    ----------
    run
        What is asked for, with the caller's own paths.
    root
        The caller's root.
    files
        The SHA-256 of every file that the run reads, by its path in the root.
    """

    run: Run
    root: Path
    files: Mapping[str, str]

    def lay_out(self, folder: Path, contents: Mapping[str, bytes]) -> Run:
        """Write the files in an empty folder, and give the run as it is executed there."""
        for name, digest in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(zlib.decompress(contents[digest]))
        return moved(self.run, self.root, folder)


def read(run: Run, root: Path) -> tuple[Sent, dict[str, bytes]]:
    """Read what a run reads.

    Returns
    -------
    The run as it is sent, and the files' contents by their hashes.

    Raises
    ------
    OSError
        When a file cannot be read.
    """
    contents = {name: path.read_bytes() for name, path in files_of(run, root).items()}
    files = {name: sha256(content).hexdigest() for name, content in contents.items()}
    return Sent(run, root, files), {files[name]: content for name, content in contents.items()}


def packed(contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Compress contents: figures are text, a tenth as large when packed."""
    return {digest: zlib.compress(content, level=1) for digest, content in contents.items()}
