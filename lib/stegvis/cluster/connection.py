"""The connection to a scheduler, whose loss is one kind of error however it shows."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from distributed import Client, Future
from distributed.client import ClosedClientError
from distributed.comm.addressing import parse_address, parse_host_port
from distributed.security import Security
from distributed.utils import silence_logging_cmgr

from stegvis.cluster.error import ClusterError

_ENCRYPTED = {"tcp": False, "tls": True, "ws": False, "wss": True}
"""The kinds of address that a scheduler can have, and whether they need certificates."""
CONNECT_SECONDS = 10.0
"""How long to try to reach the scheduler."""
ANSWER_SECONDS = 60.0
"""How long the scheduler, or a worker through it, may take to answer a question."""


class LostError(Exception):
    """The scheduler is gone, or does not answer."""


class Connection:
    """Asks a scheduler, and the workers through it.

    Every method but ``cancel`` raises `LostError` when the scheduler is gone.
    """

    def __init__(self, client: Client) -> None:
        self._client = client

    @property
    def is_lost(self) -> bool:
        """Whether the scheduler has gone. One that comes back knows nothing of us, and is lost."""
        return str(self._client.status) != "running"

    def workers(self) -> set[str]:
        """List the addresses of the workers there are."""
        return set(self._ask(self._client.nthreads))

    def run(self, function: Callable[[], Any], workers: Sequence[str]) -> Mapping[str, Any]:
        """Run a function on workers at once, whatever they do, and give its value or exception.

        A worker that is gone is left out.
        """
        answers = self._ask(self._client.run, function, workers=list(workers), on_error="return")
        return {
            worker: answer
            for worker, answer in answers.items()
            if not isinstance(answer, OSError)  # what a lost connection to a worker raises
        }

    def submit(self, function: Callable[..., Any], *arguments: Any, worker: str) -> Future[Any]:
        """Send work to one worker and to no other; what it gives is in the future."""
        if self.is_lost:
            raise LostError
        return self._client.submit(
            function, *arguments, workers=[worker], allow_other_workers=False, pure=False
        )

    def cancel(self, future: Future[Any]) -> None:
        """Take back work that was sent; what is under way goes on, and is thrown away."""
        with suppress(ClosedClientError):  # then there is nobody to tell
            self._client.cancel([future])  # type: ignore[no-untyped-call]  # Dask types parts only

    def restart(self, worker: str) -> bool:
        """End a worker with all that it does; whether that could be done, and a new one comes."""
        with self._answering():
            try:
                self._client.restart_workers(
                    [worker], timeout=ANSWER_SECONDS, raise_for_error=False
                )
            except ValueError:  # nobody watches over the worker, to start it again
                return False
        return True

    def _ask(self, question: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        asked = partial(question, *arguments, **named, asynchronous=True)
        with self._answering():
            return self._client.sync(  # type: ignore[no-untyped-call]  # as above
                asked, callback_timeout=ANSWER_SECONDS
            )

    @contextmanager
    def _answering(self) -> Iterator[None]:
        if self.is_lost:
            raise LostError
        try:
            yield
        except (OSError, TimeoutError, ClosedClientError) as error:
            raise LostError from error


@contextmanager
def connected(address: str) -> Iterator[Connection]:
    """Connect to the scheduler at an address; TLS certificates are as Dask's own settings say.

    What Dask logs meanwhile is not shown: what it means for the runs is told in Swedish.

    Raises
    ------
    ClusterError
        When there is no scheduler there that lets us in.
    """
    _check(address)
    with silence_logging_cmgr(logging.CRITICAL + 1):
        try:
            client = Client(  # type: ignore[no-untyped-call]  # as above
                address, timeout=CONNECT_SECONDS, set_as_default=False, name="stegvis"
            )
        except (OSError, RuntimeError) as error:
            raise ClusterError(
                f"Ingen schemaläggare svarar på {address}. Kontrollera adressen, och att klustret "
                "är i gång."
            ) from error
        with client:
            yield Connection(client)


def _check(address: str) -> None:
    """Check an address before a client is made: one that fails at once cannot end quietly."""
    try:
        scheme, host_and_port = parse_address(address)
        encrypted = _ENCRYPTED[scheme]
        parse_host_port(host_and_port)
    except (ValueError, KeyError) as error:
        raise ClusterError(
            f"Schemaläggarens adress går inte att använda: {address}. "
            "Den ska se ut som tcp://dator:8786."
        ) from error
    if encrypted and not _has_certificates():
        raise ClusterError(
            f"{address} kräver certifikat, och inga är inställda; docs/kluster.md visar hur."
        )


def _has_certificates() -> bool:
    try:
        settings = Security().get_connection_args("client")  # type: ignore[no-untyped-call]  # as above
    except OSError as error:
        raise ClusterError(f"Certifikaten går inte att läsa: {error.strerror or error}.") from error
    return settings["ssl_context"] is not None
