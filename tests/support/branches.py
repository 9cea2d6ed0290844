"""Two branches of a plan in a git repository, and what git makes of them."""

import subprocess
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

from scoring.model import Cell, CellChange
from scoring.model.fields import Change
from store import Loaded, open_store

IDENTITY = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "core.autocrlf=false")


def git(path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run git in the plan's directory."""
    return subprocess.run(["git", *IDENTITY, *words], cwd=path.parent, capture_output=True, text=True, check=False)


def save(path: Path, changes: Iterable[Change]) -> Loaded:
    """Commit changes one by one, as typing does."""
    store = open_store(path)
    for change in changes:
        loaded = store.commit([change])
    store.close()
    git(path, "commit", "-qam", "cifras")
    return loaded


def merge(path: Path, ours: Mapping[Cell, int], theirs: Mapping[Cell, int]) -> int:
    """Enter values on two branches of a new repository and let git merge them; return its exit code."""
    return merge_changes(path, typed(ours), typed(theirs))


def typed(values: Mapping[Cell, int]) -> list[Change]:
    return [CellChange(cell, Decimal(value)) for cell, value in values.items()]


def merge_changes(path: Path, ours: Iterable[Change], theirs: Iterable[Change]) -> int:
    """Commit changes on two branches of a new repository and let git merge them; return its exit code."""
    git(path, "init", "-q", "-b", "main")
    git(path, "add", path.name)
    git(path, "commit", "-qm", "plan")
    git(path, "checkout", "-qb", "otra")
    save(path, theirs)
    git(path, "checkout", "-q", "main")
    save(path, ours)
    return git(path, "merge", "-q", "-m", "une", "otra").returncode
