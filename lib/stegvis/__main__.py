"""``python -m stegvis`` is ``stegvis``."""

from stegvis.cli import app

app(prog_name="stegvis")
