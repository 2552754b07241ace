"""JupyterLab as `stegvis open` starts it, and what someone does in it, in a real browser."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import Request, urlopen

from accessibility import CHROMIUM
from bs4 import BeautifulSoup
from playwright.sync_api import Locator, Page, TimeoutError, sync_playwright

SECONDS = 240
"""So long anything may take on a machine that is busy with other tests."""

_SOME_CELL_RUNS = """panel => [...panel.querySelectorAll(".jp-CodeCell .jp-InputPrompt")]
    .some(prompt => /^\\[[\\d*]+\\]:?$/.test(prompt.textContent))"""

_EVERY_CELL_RAN = """panel => {
    const prompts = [...panel.querySelectorAll(".jp-CodeCell .jp-InputPrompt")]
    return prompts.length > 0 && prompts.every(prompt => /^\\[\\d+\\]:?$/.test(prompt.textContent))
}"""

_CUT = """panel => [...panel.querySelectorAll("figure.chart svg")].flatMap(svg => {
    const paper = svg.getBoundingClientRect()
    return [...svg.querySelectorAll("text")].filter(text => {
        const box = text.getBoundingClientRect()
        const empty = .3 * Math.min(box.width, box.height)  // above and below the letters
        return box.left < paper.left - empty || box.right > paper.right + empty
            || box.top < paper.top - empty || box.bottom > paper.bottom + empty
    }).map(text => text.textContent)
})"""

Drawn = list[tuple[str, str, list[str]]]
"""Charts: what each is called, what is said of it in words, and every text in it."""


def drawn(html: str) -> Drawn:
    """Read the charts of a page."""
    return [
        (
            svg.find("title").get_text(),
            svg.find("desc").get_text(),
            [text.get_text() for text in svg.find_all("text")],
        )
        for svg in BeautifulSoup(html, "html.parser").select("figure.chart svg")
    ]


class Server:
    """A running `stegvis open`."""

    def __init__(self, process: subprocess.Popen[str], root: Path) -> None:
        self.root = root
        assert process.stdout is not None
        self.process = process
        self.said = []
        for line in process.stdout:
            self.said.append(line)
            if found := re.match(r"Öppna (http://(\S+?)/lab/tree/(\S+)\?token=(\w+))$", line):
                self.url, self.host, self.first, self.token = found.groups()
                return
        raise AssertionError(f"it never began: {self.said}")

    def asked(self, what: str, how: str = "GET") -> Any:
        """Ask the server something over its own interface."""
        address = f"http://{self.host}/api/{what}?token={self.token}"
        with urlopen(Request(address, method=how)) as answer:
            return json.loads(answer.read() or "null")

    def end(self) -> str:
        """Press Ctrl-C, and give what was said from then on."""
        self.process.send_signal(signal.SIGINT)
        said, _ = self.process.communicate(timeout=SECONDS)
        return said


class Tab:
    """A notebook in JupyterLab, in the foreground."""

    def __init__(self, server: Server, page: Page, path: str) -> None:
        """Open it, and wait until its kernel can be used."""
        self.server, self.page, self.path = server, page, path
        self.file = server.root / path
        if page.url == "about:blank":
            page.goto(f"http://{server.host}/lab/tree/{quote(path)}?token={server.token}")
        else:  # the page itself takes far longer to load than a notebook
            self.choose("File", "Open from Path…")
            page.locator(".jp-Dialog input").fill(path)
            page.keyboard.press("Enter")
        self.panel = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
        page.get_by_role("tab", name=Path(path).name, selected=True).wait_for()
        self._wait(self._ready)

    def _wait(self, for_this: Callable[[], bool]) -> None:
        until = time.monotonic() + SECONDS
        while not for_this():
            assert time.monotonic() < until, self.server.asked("sessions")
            self.page.wait_for_timeout(100)  # the browser's own work goes on meanwhile

    def _ready(self) -> bool:
        kernels = (
            one["kernel"] for one in self.server.asked("sessions") if one["path"] == self.path
        )
        return any(one["execution_state"] == "idle" and one["connections"] for one in kernels)

    def run_all(self) -> None:
        """Choose Run → Run All Cells, and wait until every cell has run.

        JupyterLab forgets what is chosen before its page has heard of the kernel: choose again.
        """
        handle = self.panel.element_handle()
        for _ in range(SECONDS // 5):
            self.choose("Run", "Run All Cells")
            with suppress(TimeoutError):
                self.page.wait_for_function(_SOME_CELL_RUNS, arg=handle, timeout=5000)
                break
        self.page.wait_for_function(_EVERY_CELL_RAN, arg=handle, timeout=SECONDS * 1000)

    def choose(self, menu: str, item: str) -> None:
        """Choose something in a menu."""
        self.page.get_by_role("menuitem", name=menu, exact=True).click()
        self.page.get_by_role("menuitem", name=item, exact=True).click()

    def end(self) -> None:
        """End its kernel, which takes memory."""
        for one in self.server.asked("sessions"):
            if one["path"] == self.path:
                self.server.asked(f"sessions/{one['id']}", "DELETE")

    def save(self) -> None:
        """Save the notebook by its button, and wait until its file has what every cell left."""
        self.panel.locator('[data-command="docmanager:save"]').click()
        self._wait(self._saved)

    def _saved(self) -> bool:
        try:
            cells = json.loads(self.file.read_text(encoding="utf-8"))["cells"]
        except ValueError:  # it is being written
            return False
        return all(cell["execution_count"] for cell in cells if cell["cell_type"] == "code")

    def outputs(self, *kinds: str) -> Locator:
        """Find outputs of some MIME types."""
        return self.panel.locator(
            ", ".join(f'.jp-OutputArea-output[data-mime-type="{kind}"]' for kind in kinds)
        )

    def faults(self) -> list[str]:
        """List what went wrong in cells, and which texts of charts are cut or in another face."""
        errors = self.outputs(
            "application/vnd.jupyter.error", "application/vnd.jupyter.stderr"
        ).all_text_contents()
        loaded = self.page.evaluate(
            "document.fonts.ready.then(() => [...document.fonts].filter("
            "face => face.family.includes('Source Sans Pro') && face.status === 'loaded').length)"
        )
        cut = self.panel.evaluate(_CUT)
        return [*errors, *([] if loaded else ["no typeface"]), *(f"cut: {text}" for text in cut)]

    def drawn(self) -> Drawn:
        """Read the charts that are shown."""
        return drawn(self.panel.evaluate("panel => panel.innerHTML"))


def home(folder: Path) -> dict[str, str]:
    """Make a home where Jupyter has somebody else's Python, and give the environment of it."""
    spec = folder / "data" / "kernels" / "python3"
    spec.mkdir(parents=True)
    (spec / "kernel.json").write_text(json.dumps({"argv": ["/annan/python"], "display_name": "x"}))
    own = {
        f"JUPYTER_{kind.upper()}_DIR": str(folder / kind) for kind in ("config", "data", "runtime")
    }
    return {
        **os.environ,
        **own,
        "HOME": str(folder),
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_PREFER_ENV_PATH": "0",
    }


@contextmanager
def opened(root: Path, folder: Path, *arguments: str) -> Iterator[Server]:
    """Start `stegvis open` on a root, for who has a home of his own; it is ended at last."""
    command = [sys.executable, "-m", "stegvis", "open", "--no-browser", "--root", str(root)]
    with (
        (folder / "stderr").open("w") as stderr,
        subprocess.Popen(
            [*command, *arguments],
            cwd=folder,
            env=home(folder),
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
            encoding="utf-8",
        ) as process,
    ):
        try:
            yield Server(process, root)
        finally:
            process.kill()


@contextmanager
def browser(asked: list[str]) -> Iterator[Page]:
    """Open a browser that notes every address it asks for."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = chromium.new_page(viewport={"width": 1100, "height": 800}, locale="sv-SE")
        page.set_default_timeout(SECONDS * 1000)
        page.on("request", lambda request: asked.append(request.url))
        yield page
        chromium.close()
