"""A process that has just been forked, made an IPython kernel like any other."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Mapping
from importlib.util import find_spec

import numpy as np

from stegvis.warm import end
from stegvis.warm.request import Request

_DIE_WITH_PARENT = 1
"""``PR_SET_PDEATHSIG`` of Linux's ``prctl``."""


def become(request: Request, parent: int, by_imports: Mapping[str, str]) -> None:
    """Become the kernel that was asked for; returns when it has been shut down.

    What an ordinary kernel gets from its launcher is set here: a session of its own, its folder,
    its environment, an empty standard input, signals as they were. NumPy's old random numbers
    would be the same in every fork; Python's own see to themselves.

    Parameters
    ----------
    request
        The kernel.
    parent
        The process that it was forked from, and is not to outlive.
    by_imports
        Variables that importing has set, as it would have in an ordinary kernel.
    """
    ctypes.CDLL(None, use_errno=True).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:  # it died before it could be asked to take us with it
        os._exit(1)
    os.setsid()
    os.chdir(request.folder)
    os.environ.clear()
    os.environ.update({**request.environment, **by_imports, "JPY_PARENT_PID": str(parent)})
    empty = os.open(os.devnull, os.O_RDONLY)
    os.dup2(empty, 0)
    os.close(empty)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    np.random.seed(None)  # noqa: NPY002  # the old generator is what notebooks may use
    launcher = find_spec("ipykernel_launcher")
    name = launcher.origin if launcher and launcher.origin else "ipykernel_launcher"
    sys.argv = [name, *request.arguments, f"--IPKernelApp.parent_handle={parent}"]

    from ipykernel import kernelapp

    kernelapp.launch_new_instance()
    end.asked_for()
