"""The program itself: versions, the typeface, and a kernel that starts."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, metadata, requires, version
from pathlib import Path

from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from jupyter_client.manager import start_new_kernel
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from stegvis.doctor.check import Check, ok, warning, wrong
from stegvis.show import swedish
from stegvis.show.typeface import FACES, FALLBACK_FACES
from stegvis.warm.client import ForkedKernel

PYTHON, PACKAGES, TYPEFACE, KERNEL = "Python", "Paket", "Teckensnitt", "Kärna"
KERNEL_SECONDS = 60.0
"""How long a kernel may take to start and to answer."""
_INSTALL = "Installera stegvis på nytt, se docs/handbok/installera.md."
_QUIETLY = ["--Application.log_level=CRITICAL"]
_WARM, _ORDINARY = "stegvis", "python3"


def python() -> Check:
    """Say whether this Python is one that stegvis is made for."""
    here, needed = platform.python_version(), metadata("stegvis")["Requires-Python"]
    if here in SpecifierSet(needed, prereleases=True):
        return ok(PYTHON, f"Version {here}.")
    return wrong(PYTHON, f"Version {here}; stegvis behöver {needed}.", _INSTALL)


def packages(needed: Sequence[str] | None = None) -> Check:
    """Say which packages are missing, or of a version that stegvis is not made for.

    ``needed`` are requirements as PEP 508 has them; those of stegvis, when none are given.
    """
    given = requires("stegvis") or () if needed is None else needed
    wanted = [one for one in map(Requirement, given) if _is_wanted(one)]
    faults = [said for one in wanted for said in _fault(one)]
    if not faults:
        return ok(PACKAGES, f"De {len(wanted)} som behövs finns, i rätt versioner.")
    return wrong(PACKAGES, f"{swedish.listed(faults)}.", _INSTALL)


def _is_wanted(one: Requirement) -> bool:
    return one.marker is None or one.marker.evaluate({"extra": ""})


def _fault(one: Requirement) -> Iterator[str]:
    try:
        here = version(one.name)
    except PackageNotFoundError:
        yield f"{one.name} saknas"
        return
    if not one.specifier.contains(here, prereleases=True):
        yield f"{one.name} har version {here}, och {one.specifier} behövs"


def typeface(faces: Sequence[Path] = (*FACES, *FALLBACK_FACES)) -> Check:
    """Say whether the files of the typefaces are there."""
    missing = [path.name for path in faces if not path.is_file()]
    if not missing:
        return ok(TYPEFACE, f"Alla {len(faces)} filer finns.")
    return wrong(TYPEFACE, f"{swedish.listed(missing)} saknas.", _INSTALL)


def kernel() -> Check:
    """Start a kernel, let it import stegvis, and end it."""
    name = _WARM
    try:
        KernelSpecManager().get_kernel_spec(_WARM)
    except NoSuchKernel:
        name = _ORDINARY
    try:
        manager, client = start_new_kernel(
            startup_timeout=KERNEL_SECONDS, kernel_name=name, extra_arguments=_QUIETLY
        )
    except (RuntimeError, OSError, NoSuchKernel) as error:
        return wrong(KERNEL, f"Ingen kärna startar: {error}.", _INSTALL)
    try:
        reply = client.execute("import stegvis", reply=True, timeout=KERNEL_SECONDS)
        forked = isinstance(getattr(manager.provisioner, "process", None), ForkedKernel)
    except TimeoutError:
        return wrong(KERNEL, f"Den svarar inte inom {KERNEL_SECONDS:.0f} sekunder.", _INSTALL)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    if reply["content"]["status"] != "ok":
        said = reply["content"].get("ename", "")
        return wrong(KERNEL, f"Den hittar inte stegvis ({said}).", _INSTALL)
    if name == _ORDINARY:
        said = f"Kärnan {_WARM} är inte installerad; en vanlig används, och det tar längre tid."
        return warning(KERNEL, said, _INSTALL)
    how = "varm" if forked else "vanlig, då processer inte klyvs här"
    return ok(KERNEL, f"Den startar och svarar ({how}).")
