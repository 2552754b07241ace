"""LibreOffice as the person at the keyboard: what is typed goes the way of a typed text."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

SOFFICE = shutil.which("soffice")
Typed = tuple[str, str, str]
"""A sheet's name, a cell as A2, and what is typed in it."""

_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
<library:element library:name="Form"/></library:library>"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Form"
 script:language="StarBasic">{}</script:module>"""
_BEGIN = """
Function Told(name As String, value)
  Dim one As New com.sun.star.beans.PropertyValue
  one.Name = name
  one.Value = value
  Told = one
End Function
Sub TypeIn(book, sheet As String, place As String, text As String)
  keys = createUnoService("com.sun.star.frame.DispatchHelper")
  frame = book.CurrentController.Frame
  book.CurrentController.setActiveSheet(book.Sheets.getByName(sheet))
  keys.executeDispatch(frame, ".uno:GoToCell", "", 0, Array(Told("ToPoint", place)))
  keys.executeDispatch(frame, ".uno:EnterString", "", 0, Array(Told("StringName", text)))
End Sub
Sub Main
"""
_END = """
  StarDesktop.terminate()
End Sub
"""


def fill(path: Path, typed: Iterable[Typed], profile: Path) -> None:
    """Open a workbook in LibreOffice, type in it, and save it over itself."""
    url = path.resolve().as_uri()
    lines = [f'book = StarDesktop.loadComponentFromURL("{url}", "_blank", 0, Array())']
    for sheet, place, text in typed:
        cells = ", ".join(f'"{said}"' for said in (sheet, place, text.replace('"', '""')))
        lines.append(f"TypeIn(book, {cells})")
    lines += ["book.store()", "book.close(True)"]
    _start(profile, "--terminate_after_init")  # a new profile is written over by the first start
    library = profile / "user" / "basic" / "Standard"
    (library / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    code = escape(_BEGIN + "\n".join(lines) + _END)
    (library / "Form.xba").write_text(_MODULE.format(code), encoding="utf-8")
    _start(profile, "macro:///Standard.Form.Main")


def _start(profile: Path, what: str) -> None:
    command = [str(SOFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    subprocess.run([*command, "--norestore", what], check=True, capture_output=True, timeout=120)


def as_page(path: Path, profile: Path) -> str:
    """Give the workbook as LibreOffice shows it: HTML, with the colours that cells have."""
    command = [str(SOFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--convert-to", "html", "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return path.with_suffix(".html").read_text(encoding="utf-8")
