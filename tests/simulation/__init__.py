"""Studies of what the statistics promise; every module's ``STUDIES`` are run."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from simulation.study import Study


def studies() -> list[Study]:
    """List the studies of every module of this package, in the modules' order."""
    names = sorted(module.name for module in iter_modules(__path__))
    rooms = [name for name in names if not name.startswith(("test_", "__"))]
    modules = [import_module(f"{__name__}.{name}") for name in rooms]
    return [study for module in modules for study in getattr(module, "STUDIES", ())]
