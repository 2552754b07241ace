"""Jupyter's way to warm kernels: the provisioner that the kernelspec ``stegvis`` names."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from stegvis.warm.client import ForkedKernel, WarmError, until
from stegvis.warm.notice import NOTICE
from stegvis.warm.parents import FORKS, PARENTS
from stegvis.warm.request import Request

_LAUNCHER = ["-m", "ipykernel_launcher"]
_ENDING_SECONDS = 1.0
"""How long one question whether a kernel that was asked to end has ended may take."""


class WarmProvisioner(LocalProvisioner):
    """Forks a kernel from a warm parent where that can be done, else starts an ordinary one."""

    _is_ending = False

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start the kernel."""
        self._is_ending = False
        folder = Path(kwargs.get("cwd") or Path.cwd())
        if not folder.is_dir():  # an ordinary kernel says what is wrong with that
            return await super().launch_kernel(cmd, **kwargs)
        try:
            request = _request(cmd, kwargs, folder)
            kernel = await PARENTS.current(request).fork(request)
        except WarmError as error:
            if NOTICE.once.acquire(False):
                self.log.warning("Kärnor startas inte varmt, vilket tar längre tid: %s.", error)
            return await super().launch_kernel(cmd, **kwargs)
        self.process = kernel  # type: ignore[assignment]  # all that Jupyter asks of a Popen
        self.pid = self.pgid = kernel.pid
        self.cwd = folder
        return self.connection_info

    async def shutdown_requested(self, restart: bool = False) -> None:
        """Know that the kernel has been asked to end."""
        self._is_ending = True
        await super().shutdown_requested(restart)

    async def kill(self, restart: bool = False) -> None:
        """End the kernel."""
        self._is_ending = True
        await super().kill(restart)

    async def poll(self) -> int | None:
        """Give the exit code; of a kernel that was asked to end, as soon as it does.

        Jupyter asks only ten times a second.
        """
        if self._is_ending and isinstance(self.process, ForkedKernel):
            await until(self.process.poll, _ENDING_SECONDS)
        return await super().poll()


def _request(cmd: list[str], kwargs: dict[str, Any], folder: Path) -> Request:
    """Say what kernel is wanted, if it is one that can be forked.

    Raises
    ------
    WarmError
        When it is not.
    """
    if not FORKS:
        raise WarmError(f"processer klyvs inte på {sys.platform}")
    if cmd[:3] != [sys.executable, *_LAUNCHER]:
        raise WarmError(f"{' '.join(cmd[:3])} är inte den här Pythons egen kärna")
    if any(kwargs.get(stream) is not None for stream in ("stdin", "stdout", "stderr")):
        raise WarmError("kärnans in- eller utmatning är omdirigerad")
    return Request(cmd[3:], kwargs["env"], str(folder))
