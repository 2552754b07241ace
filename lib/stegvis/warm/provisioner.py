"""Jupyter's way to warm kernels: the provisioner that the kernelspec ``stegvis`` names."""

from __future__ import annotations

import atexit
import sys
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from stegvis.warm.client import Key, Parent, WarmError, key
from stegvis.warm.request import Request

FORKS = sys.platform == "linux"
"""Whether a fork can be trusted; macOS's own libraries do not survive one."""
_LAUNCHER = ["-m", "ipykernel_launcher"]


class _Parents:
    """The parents of this process: the newest to fork from, older ones while kernels need them."""

    def __init__(self) -> None:
        self._newest: tuple[Key, Parent] | None = None
        self._older: list[Parent] = []
        self.told = False

    def current(self, environment: dict[str, str]) -> Parent:
        """Give a parent with the code as it is now; a stale one is replaced."""
        wanted = key(environment)
        if self._newest and (self._newest[0] != wanted or not self._newest[1].is_alive):
            self._older.append(self._newest[1])
            self._newest = None
        for parent in [parent for parent in self._older if not parent.running]:
            parent.close()
            self._older.remove(parent)
        if self._newest is None:
            self._newest = wanted, Parent.start(environment)
        return self._newest[1]

    def close(self) -> None:
        """Let every parent end, and its kernels with it."""
        for parent in [*self._older, *([self._newest[1]] if self._newest else [])]:
            parent.close()
        self._older, self._newest = [], None


_PARENTS = _Parents()
atexit.register(_PARENTS.close)


class WarmProvisioner(LocalProvisioner):
    """Forks a kernel from a warm parent where that can be done, else starts an ordinary one."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start the kernel."""
        try:
            request = _request(cmd, kwargs)
            kernel = _PARENTS.current(request.environment).fork(request)
        except WarmError as error:
            if not _PARENTS.told:
                self.log.warning("An ordinary kernel is started: %s.", error)
                _PARENTS.told = True
            return await super().launch_kernel(cmd, **kwargs)
        self.process = kernel  # type: ignore[assignment]  # all that Jupyter asks of a Popen
        self.pid = self.pgid = kernel.pid
        self.cwd = kwargs.get("cwd", Path.cwd())
        return self.connection_info


def _request(cmd: list[str], kwargs: dict[str, Any]) -> Request:
    """Say what kernel is wanted, if it is one that can be forked.

    Raises
    ------
    WarmError
        When it is not.
    """
    if not FORKS:
        raise WarmError(f"kernels are not forked on {sys.platform}")
    if Path(cmd[0]).resolve() != Path(sys.executable).resolve() or cmd[1:3] != _LAUNCHER:
        raise WarmError(f"{' '.join(cmd[:3])} is not this Python's IPython kernel")
    if any(kwargs.get(stream) is not None for stream in ("stdin", "stdout", "stderr")):
        raise WarmError("its input or output is redirected")
    return Request(cmd[3:], kwargs["env"], str(kwargs.get("cwd") or Path.cwd()))
