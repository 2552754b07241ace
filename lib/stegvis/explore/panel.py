"""A panel: fields, the view that follows them, and a button that saves it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import ipywidgets as widgets

from stegvis.definitions import ProjectError
from stegvis.delivery.store_error import StoreError
from stegvis.explore.selection import ChoiceError
from stegvis.explore.view import View, saved
from stegvis.export.webfont import font_faces
from stegvis.period import PeriodError
from stegvis.place import UnknownNameError
from stegvis.root import RootError
from stegvis.show import escape
from stegvis.show.exhibit import Prose

_TOLD = (ChoiceError, UnknownNameError, PeriodError, StoreError)
"""What can be wrong with a choice; the message is a Swedish sentence for who chose."""


class Panel:
    """Fields over the view that they ask for; it shows a view from the first moment.

    Displays itself as widgets where there are such, and otherwise as the view alone: so an executed
    notebook holds the result as plain HTML too.

    Parameters
    ----------
    choosing
        Fields from top to bottom.
    look
        Makes the view that the fields ask for. When it raises one of the errors above, the
        sentence is shown in the view's place.
    settle
        Is given the field that was changed, and puts right those that depend on it, before the
        one new view is made.
    folder
        Where views are saved.
    """

    def __init__(
        self,
        choosing: Sequence[widgets.Widget],
        look: Callable[[], View],
        settle: Callable[[widgets.Widget], None],
        folder: Path,
    ) -> None:
        self.view: View | None = None
        self.output = widgets.Output()
        self.status = widgets.HTML()
        self.button = widgets.Button(
            description="Spara vyn",
            icon="save",
            tooltip="Spara vyn som CSV och SVG",
            layout=widgets.Layout(flex="0 0 auto"),
        )
        self._look, self._settle, self._folder = look, settle, folder
        self._settling = False
        for field in choosing:
            field.observe(self._changed, names="value")
        self.button.on_click(self._save)
        saving = widgets.HBox([self.button, self.status])
        typeface = widgets.HTML(f"<style>{font_faces()}</style>")  # JupyterLab has not ours
        self.widget = widgets.VBox([*choosing, saving, self.output, typeface])
        self._show()

    def _show(self, changed: widgets.Widget | None = None) -> None:
        try:
            if changed is not None:
                self._settle(changed)
            self.view = self._look()
            shown = self.view._repr_mimebundle_()
        except _TOLD as error:
            self.view = None
            sentence = Prose(str(error))
            shown = {"text/plain": sentence.plain(), "text/html": sentence.html()}
        self.button.disabled = self.view is None
        self._say("")
        self.output.outputs = ({"output_type": "display_data", "data": shown, "metadata": {}},)

    def _changed(self, change: Mapping[str, widgets.Widget]) -> None:
        if self._settling:
            return
        self._settling = True
        try:
            self._show(change["owner"])
        finally:
            self._settling = False

    def _save(self, button: widgets.Button) -> None:
        if self.view is None:
            return
        try:
            paths = self.view.save(self._folder)
        except OSError as error:
            self._say(f"Vyn kunde inte sparas: {error.strerror or error}.")
        else:
            self._say(saved(paths))

    def _say(self, text: str) -> None:
        self.status.value = f'<p role="status">{escape.html(text)}</p>'

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> dict[str, object]:
        """Answer IPython: the widgets for who can show them, and the view for who cannot."""
        shown: dict[str, object] = dict(self.output.outputs[0]["data"])
        return {**self.widget._repr_mimebundle_(), **shown}


def opened(open_panel: Callable[[], Panel]) -> Panel | Prose:
    """Open a panel; when a notebook's parameters are wrong, give the sentence that says so."""
    try:
        return open_panel()
    except (*_TOLD, RootError, ProjectError) as error:
        return Prose(str(error))
