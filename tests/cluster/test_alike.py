"""Workers that would make other pages than this machine are refused, and it is said why."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import dask
import pytest
import stegvis
from dask_cluster import dask_cluster
from stegvis.cluster import ClusterError, connection, reach
from stegvis.cluster.alike import check_alike, compare, describe

TLS = ("ca-file", "client.cert", "client.key")


class Workers:
    """A connection to workers that tell just this of themselves."""

    def __init__(self, told: Mapping[str, object]) -> None:
        self._told = told

    def run(self, function: object, workers: list[str]) -> Mapping[str, object]:
        assert function is describe
        return {worker: self._told[worker] for worker in workers}


def test_a_worker_with_the_same_code_and_packages_can_be_used() -> None:
    workers = Workers({"tcp://a": describe(), "tcp://b": {**describe(), "pandas": "1.0"}})
    alike, unlike = compare(workers, {"tcp://a", "tcp://b"})
    assert alike == {"tcp://a"}
    assert unlike.keys() == {"tcp://b"}


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ({"pandas": "1.0"}, "skiljer sig från den här datorn: pandas 1.0 (här {pandas})."),
        ({"stegvis egen kod": "0"}, "skiljer sig från den här datorn: stegvis egen kod."),
        (
            {"Python": "3.9", "pandas": "1.0"},
            "skiljer sig från den här datorn: Python 3.9 (här {Python}) och pandas 1.0 "
            "(här {pandas}).",
        ),
        (
            {"numpy": "1", "pandas": "1", "scipy": "1", "typst": "1"},
            "skiljer sig från den här datorn: numpy 1 (här {numpy}), pandas 1 (här {pandas}), "
            "scipy 1 (här {scipy}) och 1 till.",
        ),
    ],
)
def test_what_differs_is_said(there: Mapping[str, str], said: str) -> None:
    here = describe()
    with pytest.raises(ClusterError) as refused:
        check_alike(Workers({"tcp://a": {**here, **there}}), {"tcp://a"})
    assert str(refused.value) == (
        f"Arbetaren tcp://a {said.format_map(here)} Installera samma version av allt här och där; "
        "inget har körts."
    )


def test_of_many_workers_a_few_are_told_of() -> None:
    told = {f"tcp://{name}": {**describe(), "pandas": "1.0"} for name in "abcde"}
    with pytest.raises(ClusterError, match=r"tcp://c .* Likadant är det med 2 till\."):
        check_alike(Workers(told), set(told))


@pytest.mark.slow
def test_a_worker_with_other_code_or_without_stegvis_is_refused(tmp_path: Path) -> None:
    other, without = tmp_path / "other", tmp_path / "without"
    shutil.copytree(Path(stegvis.__file__).parent, other / "stegvis")
    (other / "stegvis" / "measure" / "goals.py").write_text("# gone\n")
    (without / "stegvis").mkdir(parents=True)
    (without / "stegvis" / "__init__.py").touch()
    with dask_cluster(tmp_path, workers=0) as cluster:
        cluster.add(lib=other)
        with (
            pytest.raises(ClusterError, match="skiljer sig från den här datorn: stegvis egen kod"),
            reach(cluster.address),
        ):
            pass
        cluster.add(lib=without)
        with (
            pytest.raises(ClusterError, match="har inte stegvis, eller en annan version av det"),
            reach(cluster.address),
        ):
            pass


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "127.0.0.1:9", "tcp://none.invalid:9"])
def test_where_no_scheduler_answers_it_is_said(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "CONNECT_SECONDS", 0.2)
    with pytest.raises(ClusterError, match="Ingen schemaläggare svarar på"), reach(address):
        pass


@pytest.mark.parametrize("address", ["?://", "tcp://", "tcp://127.0.0.1", "http://127.0.0.1:9", ""])
def test_what_is_no_address_is_said(address: str) -> None:
    with pytest.raises(ClusterError, match="Den ska se ut som tcp://dator:8786"), reach(address):
        pass


def test_an_encrypted_address_needs_certificates() -> None:
    with pytest.raises(ClusterError, match="kräver certifikat"), reach("tls://127.0.0.1:9"):
        pass


def test_certificates_that_are_not_there_are_told_of(tmp_path: Path) -> None:
    missing = {f"distributed.comm.tls.{name}": str(tmp_path / "no.pem") for name in TLS}
    refused = pytest.raises(ClusterError, match="Certifikaten går inte att läsa: No such file")
    with dask.config.set(missing), refused, reach("tls://127.0.0.1:9"):
        pass


def test_without_dask_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("stegvis.cluster.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"stegvis\[cluster\]"), reach("tcp://127.0.0.1:9"):
        pass


def test_dask_is_not_imported_by_who_sends_nothing_to_it() -> None:
    code = (
        "import sys, stegvis.cli.reports, stegvis.report.batch, stegvis.report.processes\n"
        "sys.exit(any(name in sys.modules for name in ('dask', 'distributed', 'upath')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
