"""A client that goes on as soon as its kernel is ready.

Jupyter's own waits a fifth of a second more, for what the kernel may still say about itself. A
client that tells messages apart by what they answer, as nbclient does, need not.
"""

from __future__ import annotations

import time
from queue import Empty

from jupyter_client.asynchronous.client import AsyncKernelClient


class PromptClient(AsyncKernelClient):
    """Asks whether the kernel is ready, and is when it hears the answer on both channels."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers, and what it tells everyone is heard.

        Raises
        ------
        RuntimeError
            When the kernel dies before, or does not answer in so many seconds.
        """
        end = time.monotonic() + (float("inf") if timeout is None else timeout)
        while not await self._has_answered():
            if not await self._async_is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > end:
                raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    async def _has_answered(self) -> bool:
        self.kernel_info()
        try:
            reply = await self.shell_channel.get_msg(timeout=1)
            if reply["msg_type"] != "kernel_info_reply":
                return False
            await self.iopub_channel.get_msg(timeout=0.2)
        except Empty:
            return False
        self._handle_kernel_info_reply(reply)
        return True
