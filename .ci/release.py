"""Make a release: what stands in its way is told; then it is built, tried, and laid in ``dist/``.

Nothing is uploaded. ``--trial`` builds and tries the newest commit, whatever its version and tag.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from hatchling.metadata.core import ProjectMetadata
from hatchling.plugin.manager import PluginManager
from packages import RefusedError, digest, make, said
from trial import try_out

ROOT = Path(__file__).resolve().parents[1]
UNRELEASED = "Unreleased"


def version_of(root: Path) -> str:
    """Give the version that packages built here have."""
    return ProjectMetadata(str(root), PluginManager()).version


def changes(changelog: str) -> dict[str, tuple[str, str]]:
    """Give the date and the text under each version, as `Keep a Changelog` writes them."""
    parts = re.split(r"^## \[([^\]]+)\](?: - (\d{4}-\d{2}-\d{2}))?$", changelog, flags=re.MULTILINE)
    return {
        version: (day or "", text.strip())
        for version, day, text in zip(parts[1::3], parts[2::3], parts[3::3], strict=True)
    }


def obstacles(root: Path) -> list[str]:
    """Tell what stands in the way of releasing what lies in a folder, each with what to do."""
    version = version_of(root)
    told = changes((root / "CHANGELOG.md").read_text(encoding="utf-8"))
    found = []
    if changed := said("git", "status", "--porcelain", folder=root).decode().splitlines():
        found.append(
            f"{len(changed)} files are not as committed, first {changed[0]!r}: commit them."
        )
    day, text = told.get(version, ("", ""))
    if not day or not text:
        found.append(
            f"CHANGELOG.md tells nothing under '## [{version}] - YYYY-MM-DD': "
            f"write the heading above what stands under [{UNRELEASED}]."
        )
    if told.get(UNRELEASED, ("", ""))[1]:
        found.append(f"CHANGELOG.md has changes under [{UNRELEASED}]: move them to [{version}].")
    if said("git", "tag", "--list", f"v{version}", folder=root).strip():
        found.append(f"The tag v{version} exists: raise __version__ in lib/stegvis/__init__.py.")
    return found


def main(arguments: list[str]) -> int:
    """Make a release, or say why there is none."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trial", action="store_true", help="whatever its version and tag")
    trial = parser.parse_args(arguments).trial
    found = [] if trial else obstacles(ROOT)
    if found:
        print("No release:", *found, sep="\n* ", file=sys.stderr)
        return 1
    version, dist = version_of(ROOT), ROOT / "dist"
    try:
        with TemporaryDirectory(prefix="stegvis-dist-") as folder:
            made = make(ROOT, Path(folder))
            print(f"Built twice, the same both times: {', '.join(path.name for path in made)}")
            try_out(made[1], ROOT, version)
            dist.mkdir(exist_ok=True)
            kept = [Path(shutil.copy2(path, dist)) for path in made]
    except RefusedError as error:
        print(f"No release: {error}", file=sys.stderr)
        return 1
    for path in kept:
        print(f"{digest(path)}  {path.relative_to(ROOT)}  {path.stat().st_size / 1e6:.1f} MB")
    if not trial:
        print(
            f"Nothing is uploaded. To publish: git tag --annotate v{version} && git push --tags && "
            f"uv publish {' '.join(str(path.relative_to(ROOT)) for path in kept)}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
