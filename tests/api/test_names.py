"""The public names: few, described, each with an example that runs, and given first when asked."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

import pytest
import stegvis
from api.conftest import EXAMPLE, ROOT
from stegvis.api import names

PAGE = ROOT / "docs" / "bibliotek.md"


def test_each_name_is_given_listed_and_documented() -> None:
    assert stegvis.__all__ == names.__all__
    for name in stegvis.__all__:
        assert getattr(stegvis, name) is getattr(names, name)
        assert getattr(stegvis, name).__doc__
        assert name in dir(stegvis)
    with pytest.raises(AttributeError, match="no attribute 'lod'"):
        stegvis.lod  # noqa: B018  # asking is what is tried


def test_importing_the_package_imports_nothing_else_of_it() -> None:
    told = "import sys, stegvis; print([m for m in sys.modules if m.startswith('stegvis.')])"
    ended = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


def test_the_page_has_an_example_of_each_and_they_run(monkeypatch: pytest.MonkeyPatch) -> None:
    text = PAGE.read_text(encoding="utf-8")
    headings = " ".join(re.findall(r"^##+ (.*)$", text, re.MULTILINE))
    assert {*re.findall(r"`(\w+)`", headings)} == {*stegvis.__all__}
    if not (ROOT / EXAMPLE / "store.json").exists():
        pytest.skip("the example's store is not set up: make setup")
    monkeypatch.chdir(ROOT / "notebooks" / "utforska")
    known: dict[str, object] = {}
    shown = []
    for block in re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        body = ast.parse(block).body
        last = body.pop() if isinstance(body[-1], ast.Expr) else None
        exec(compile(ast.Module(body, []), PAGE.name, "exec"), known)  # noqa: S102  # our own page
        if last is not None:
            value = ast.Expression(last.value)
            shown.append(eval(compile(value, PAGE.name, "eval"), known))  # noqa: S307  # as above
    assert len(shown) >= len(stegvis.__all__) - 3
    assert "81 av 300" in str(known["mål"]) or known["mål"]
    assert len(known["avslutade"]) == known["utdrag"].figure("caseload.exited").k == 300


def test_every_member_of_an_extract_is_on_the_page() -> None:
    from stegvis.api.extract import Extract

    text = PAGE.read_text(encoding="utf-8")
    described = {*re.findall(r"^\| `(\w+)[`(]", text, re.MULTILINE)}
    members = {name for name in vars(Extract) if not name.startswith("_")}
    assert members - {"figures"} <= described, "the frame beneath table() is for the house's charts"
