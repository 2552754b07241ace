"""Files that are on the disk, whole, before anyone is told that they are there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:  # who only looks for deliveries needs no tables
    import pandas as pd
    import pyarrow as pa

TEMPORARY = ".tmp-"
"""How the name of everything begins that is not yet, or no longer, in its place."""


def temporary_beside(path: Path) -> Path:
    """Give a free temporary name in the same folder, from which a rename is atomic."""
    return path.with_name(f"{TEMPORARY}{uuid4().hex}")


def write_table(path: Path, table: pd.DataFrame) -> None:
    """Write a Parquet file through to the disk; the same table gives the same bytes."""
    import pyarrow as pa

    # pandas' own metadata names the versions of libraries
    content = pa.Table.from_pandas(table, preserve_index=False).replace_schema_metadata(None)
    write_arrow(path, content)


def write_arrow(path: Path, content: pa.Table) -> None:
    """Write a Parquet file of an Arrow table through to the disk."""
    import pyarrow.parquet as pq

    with path.open("wb") as file:
        pq.write_table(content, file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file through to the disk."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def write_text(path: Path, content: str) -> None:
    """Write a text file through to the disk."""
    write_bytes(path, content.encode("utf-8"))


def replace_text(path: Path, content: str) -> None:
    """Write a text file beside and rename it into place, so that it is never half written."""
    temporary = temporary_beside(path)
    try:
        write_text(temporary, content)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """See that the names in a folder are on the disk."""
    if os.name != "posix":
        return  # Windows cannot open a folder, and keeps its names in a journal of its own
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
