"""Reading the projects' YAML: what is wrong is said by file, key and what was expected."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from stegvis.errors import WrongError
from stegvis.place import UnknownNameError, fold, nearest
from stegvis.plain_yaml import PlainYamlError, read_yaml
from stegvis.project import Project


class ProjectError(WrongError, ValueError):
    """A project's YAML cannot be used; the message names file, key and what was expected."""


_EXPECTED = {
    "missing": "nyckeln saknas",
    "extra_forbidden": "okänd nyckel",
    "string_type": "ska vara text (sätt citattecken om det är siffror)",
    "string_pattern_mismatch": "ska ha formen {pattern}",
    "literal_error": "ska vara {expected}",
    "greater_than": "ska vara större än {gt}",
    "greater_than_equal": "ska vara minst {ge}",
    "less_than": "ska vara mindre än {lt}",
    "less_than_equal": "ska vara högst {le}",
    "float_parsing": "ska vara ett tal",
    "float_type": "ska vara ett tal",
    "int_parsing": "ska vara ett heltal",
    "int_type": "ska vara ett heltal",
    "bool_parsing": "ska vara true eller false",
    "date_from_datetime_parsing": "ska vara ett datum, ÅÅÅÅ-MM-DD",
    "date_type": "ska vara ett datum, ÅÅÅÅ-MM-DD",
    "tuple_type": "ska vara en lista",
    "dict_type": "ska vara nycklar med värden",
    "model_type": "ska vara nycklar med värden",
    "too_short": "ska ha minst {min_length} rad",
    "value_error": "{error}",
}


def _sentences(path: Path, error: ValidationError) -> str:
    lines = []
    for detail in error.errors():
        key = ".".join(str(part) for part in detail["loc"]) or "hela filen"
        expected = _EXPECTED.get(detail["type"], detail["msg"])
        lines.append(f"{path.name}: {key}: {expected.format(**detail.get('ctx', {}))}")
    return "\n".join(lines)


def read_project(path: Path) -> Project:
    """Read and validate one project's YAML.

    Raises
    ------
    ProjectError
        When the file is not YAML or breaks a rule; a line for each mistake, in Swedish, with the
        file, the key and what was expected.
    """
    try:
        content = read_yaml(path)
    except PlainYamlError as error:
        raise ProjectError(f"{path.name}: {error}") from error
    try:
        project = Project.model_validate(content)
    except ValidationError as error:
        raise ProjectError(_sentences(path, error)) from error
    if project.id != path.stem:
        raise ProjectError(f"{path.name}: id: ska vara {path.stem}, som filen heter")
    return project


def read_projects(folder: Path) -> dict[str, Project]:
    """Read every project of a folder, by id, in the ids' order.

    Raises
    ------
    ProjectError
        When a file is wrong, or when there is none.
    """
    projects = {path.stem: read_project(path) for path in sorted(folder.glob("*.yaml"))}
    if not projects:
        raise ProjectError(f"{folder}: här finns ingen projektfil (.yaml)")
    return projects


def find_project(text: str, among: Iterable[Project]) -> Project:
    """Find a project by its id or name in any case.

    Raises
    ------
    UnknownNameError
        When none matches; lists the nearest ids.
    """
    projects = list(among)
    for project in projects:
        if fold(text) in (fold(project.id), fold(project.name)):
            return project
    ids = [project.id for project in projects]
    guesses = ", ".join(nearest(text, ids) or ids)
    raise UnknownNameError(f"Projektet ”{text}” finns inte. Menade du {guesses}?")
