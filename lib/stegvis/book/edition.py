"""What only the one who publishes a report can say of it: version, date, authors."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import Field, ValidationError, field_validator

from stegvis.plain_yaml import PlainYamlError, read_yaml
from stegvis.strict import Strict

FILE = "bok.yaml"


class EditionError(ValueError):
    """The file cannot be used; the message is a Swedish sentence."""


class Edition(Strict):
    """One edition of a final report, as ``bok.yaml`` beside the commentary tells of it.

    All may be left out: the date is then that of the newest delivery, and the version a draft's.
    """

    version: str = Field(default="utkast", min_length=1, max_length=40)
    dated: date | None = None
    authors: tuple[str, ...] = ()

    @field_validator("version", mode="before")
    @classmethod
    def _may_be_a_number(cls, version: object) -> object:
        return str(version) if isinstance(version, int | float) else version


def read_edition(folder: Path) -> Edition:
    """Read the edition from a period's folder of commentary; the plain one when none is told of.

    Raises
    ------
    EditionError
        When the file is no YAML or says anything else than an edition does.
    """
    path = folder / FILE
    try:
        return Edition.model_validate(read_yaml(path) or {})
    except FileNotFoundError:
        return Edition()
    except ValidationError as error:
        places = (".".join(map(str, detail["loc"])) for detail in error.errors())
        keys = ", ".join(place or "hela filen" for place in places)
        raise EditionError(
            f"{path}: {keys}: fel nyckel eller värde. Filen kan ha version, dated "
            "(ÅÅÅÅ-MM-DD) och authors (en lista)."
        ) from error
    except PlainYamlError as error:
        raise EditionError(f"{path}: {error}.") from error
    except OSError as error:
        raise EditionError(f"{path} går inte att läsa: {error.strerror or error}.") from error
