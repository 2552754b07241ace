"""JupyterLab on this machine, for who has a desk: one process, from its start to Ctrl-C.

The server runs in the process of the command itself, so that there is nothing that could be left
behind: a kernel ends when the server asks it to, or finds by itself that its server is gone.
"""

from __future__ import annotations

import secrets
import signal
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import quote, urlencode

from jupyterlab.labapp import LabApp

from stegvis.desk.surroundings import Surroundings, surroundings
from stegvis.root import Root

ADDRESS = "127.0.0.1"
_ENDING = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""What asks a program to end; not every system has all of them."""


def serve(root: Root, first: Path, *, browser: bool, say: Callable[[str], None]) -> None:
    """Serve JupyterLab until someone ends it, with the root's files and one notebook open.

    Nothing but this machine can reach it, and only with its token. It fetches nothing: no news, no
    newer versions, no list of extensions.

    Parameters
    ----------
    root
        What is served.
    first
        The notebook to open, within the root.
    browser
        Whether to open it in a browser.
    say
        Is given the address, with its token, when it can be opened.
    """
    page = f"/lab/tree/{quote(first.relative_to(root.folder).as_posix())}"
    token = secrets.token_hex(24)
    with surroundings() as ours:
        server = LabApp.initialize_server(
            argv=_settings(root, ours, page, token, browser=browser),
            static_custom_path=[str(ours.style)],
        )
        _end_when_asked(server)
        base = str(server.connection_url).rstrip("/")
        say(f"{base}{page}?{urlencode({'token': token})}")
        server.start()


def _settings(root: Root, ours: Surroundings, page: str, token: str, *, browser: bool) -> list[str]:
    """Give what is said as on Jupyter's command line, which goes before anybody's settings files.

    It is never on this process's own command line, where everyone on the machine could read it.
    """
    said = {
        "ServerApp.ip": ADDRESS,
        "ServerApp.allow_remote_access": False,
        "ServerApp.allow_root": True,  # whoever works as root has chosen it
        "ServerApp.root_dir": root.folder,
        "ServerApp.open_browser": browser,
        "ServerApp.log_level": "CRITICAL",
        "LabApp.log_level": "CRITICAL",
        "LabApp.app_settings_dir": ours.settings,
        "LabApp.workspaces_dir": ours.tabs,
        "LabApp.default_url": page,
        "LabApp.custom_css": True,
        "LabApp.news_url": None,
        "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
        "LabApp.extension_manager": "readonly",
        "IdentityProvider.token": token,
    }
    return [f"--{name}={value}" for name, value in said.items()]


def _end_when_asked(server: Any) -> None:  # JupyterLab ships no types
    """End without a question when asked to; at once, and without ceremony, when asked again."""

    def end(number: int, frame: FrameType | None) -> None:
        signal.signal(number, signal.default_int_handler)
        server.stop(from_signal=True)

    for name in _ENDING:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), end)
