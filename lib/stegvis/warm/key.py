"""What must be the same for two kernels to be forked from the same process."""

from __future__ import annotations

import os
import sysconfig
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import stegvis

SINGLE_THREADED = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}
"""What keeps the libraries from starting threads when they are imported: a fork takes none."""

_READ_AT_IMPORT = (
    *("PYTHON", "VIRTUAL_ENV", "LD_", "MALLOC_", "GLIBC_"),
    *("MPL", "MATPLOTLIB", "PANDAS_", "NPY_", "NUMPY_", "SCIPY_", "ARROW_", "PYDEVD_", "DEBUGPY_"),
    *("LANG", "LC_", "TZ", "HOME", "XDG_"),
)
"""Variables that are read when a process begins or a library is imported begin so."""

Key = tuple[object, ...]


def folder_to_start_in(environment: Mapping[str, str], folder: str) -> str:
    """Give where a parent starts: in the kernel's folder only if imports depend on it."""
    named = [part for part in environment.get("PYTHONPATH", "").split(os.pathsep) if part]
    return os.sep if all(Path(part).is_absolute() for part in named) else folder


def key(environment: Mapping[str, str], folder: str) -> Key:
    """Tell apart what a kernel would have that its parent has already.

    That is our own code and the installed packages as they are on disk, the variables that imports
    have read, and what a process has of the one that started it: umask, limits, niceness,
    processors, and where its output goes. Any of them changed: another parent.
    """
    read = sorted(pair for pair in environment.items() if pair[0].startswith(_READ_AT_IMPORT))
    code = _code(Path(stegvis.__file__).parent)
    start = folder_to_start_in(environment, folder)
    return (code, _packages(), tuple(read), start, _inherited())


def _code(folder: Path) -> tuple[tuple[str, int, int], ...]:
    return tuple(
        (str(path), stat.st_mtime_ns, stat.st_size)
        for path in sorted(folder.rglob("*.py"))
        for stat in (path.stat(),)
    )


def _packages() -> tuple[int, ...]:
    """Give when a package was last installed or taken away; it is a folder of this folder."""
    folders = {sysconfig.get_path(kind) for kind in ("purelib", "platlib")}
    return tuple(Path(folder).stat().st_mtime_ns for folder in sorted(folders))


def _inherited() -> tuple[object, ...]:
    status = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    outputs = []
    for descriptor in (1, 2):
        with suppress(OSError):  # a client may have closed it
            stat = os.fstat(descriptor)
            outputs.append((descriptor, stat.st_dev, stat.st_ino))
    return (
        [line for line in status if line.startswith(("Umask", "Cpus_allowed:", "Uid", "Groups"))],
        Path("/proc/self/limits").read_text(encoding="utf-8"),
        os.getpriority(os.PRIO_PROCESS, 0),
        outputs,
    )
