"""YAML made to do harm is refused with a sentence, before it is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from stegvis.book.edition import FILE, EditionError, read_edition
from stegvis.definitions import ProjectError, read_project
from stegvis.plain_yaml import DEEPEST, PlainYamlError, read_yaml

LAUGHS = "a0: &a0 [ha, ha]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10)
)
MERGES = "a0: &a0 {b: 1}\n" + "".join(
    f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 10)
)
HARMFUL = {
    "a list of lists of the same": (LAUGHS, "en hänvisning med * (rad 2) läses inte"),
    "mappings merged into mappings": (MERGES, "en hänvisning med * (rad 2) läses inte"),
    "a list within itself": ("a: &a [*a]", "en hänvisning med * (rad 1) läses inte"),
    "brackets that ended the process": ("a: " + "[" * 400_000, "för många nivåer"),
    "braces that ended the process": ("{a: " * 100_000, "för många nivåer"),
    "deep by indentation": ("\n".join(" " * n + "a:" for n in range(99)), "för många nivåer"),
    "a large file": ("#" * 1_100_000, "filen är större än 1000 kB"),
    "an object": ('!!python/object/apply:os.system ["touch planterad"]', "inte att läsa som YAML"),
    "a name": ("!!python/name:os.system", "inte att läsa som YAML"),
    "bytes": ("a: \0", "inte att läsa som YAML"),
}


@pytest.mark.parametrize("kind", HARMFUL)
def test_harmful_yaml_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.chdir(tmp_path)
    content, sentence = HARMFUL[kind]
    for path, reading, error in (
        (tmp_path / "projekt.yaml", read_project, ProjectError),
        (tmp_path / FILE, lambda path: read_edition(path.parent), EditionError),
    ):
        path.write_text(content, encoding="utf-8")
        with pytest.raises(error) as raised:
            reading(path)
        assert sentence in str(raised.value)
    assert not (tmp_path / "planterad").exists()


def test_as_deep_as_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("[" * DEEPEST + "]" * DEEPEST)
    assert str(read_yaml(path)) == "[" * DEEPEST + "]" * DEEPEST
    path.write_text("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1))
    with pytest.raises(PlainYamlError):
        read_yaml(path)
