"""Profiles (TOML): what to start, how to tell that it is ready, what to type, how to quit."""

import os
import shlex
import sys
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from bench.ptybench.process import stop

TOOLS: Final = Path(__file__).resolve().parents[1]
"""The folder that `{tools}` in a profile means: the one with `mkdata.py` and the anchors."""


@dataclass(frozen=True)
class Block:
    """A scripted group of labelled keys, repeated."""

    label: str
    steps: tuple[tuple[str, str], ...]
    """Labels and key scripts, in order."""
    repeat: int = 1
    expect: str | None = None
    """A regex that the screen has to match after each pass."""
    pace_ms: float | None = None
    """Where set, the keys are sent on a clock, one every so many milliseconds."""

    @classmethod
    def parse(cls, raw: dict[str, Any]) -> "Block":
        """Return the block that a `[[block]]` table holds."""
        label = raw["label"]
        steps = [f"{label}: {raw['keys']}"] if "keys" in raw else raw["do"]
        split = (step.partition(":") for step in steps)
        return cls(
            label,
            tuple((name.strip(), keys.strip()) for name, _, keys in split),
            raw.get("repeat", 1),
            raw.get("expect"),
            raw.get("pace_ms"),
        )


def fill(text: str, turn: int) -> str:
    """Put the pass into a script or an expectation: {i} counts from 0, {d} is a digit 1..9 that differs each pass."""
    return text.replace("{i}", str(turn)).replace("{d}", str(turn % 9 + 1))


@dataclass(frozen=True)
class Profile:
    """A program to be measured."""

    name: str
    cmd: list[str]
    ready: str = r"\S"
    """A regex on the screen, line by line, that says when the program is ready."""
    files: list[str] = field(default_factory=list)
    """Files to copy into its home folder."""
    env: dict[str, str] = field(default_factory=dict)
    prepare: str = ""
    """A command run in the fresh home folder first."""
    before: str = ""
    """Keys that bring it into position; not counted."""
    quit: str = ""
    blocks: tuple[Block, ...] = ()

    @classmethod
    def load(cls, path: str) -> "Profile":
        """Read a profile; the harness ends at a key that is not known."""
        raw = tomllib.loads(Path(path).read_text())
        blocks = tuple(Block.parse(block) for block in raw.pop("block", []))
        if unknown := set(raw) - {one.name for one in fields(cls)}:
            stop(f"{path}: unknown keys: {', '.join(sorted(unknown))}")
        if isinstance(raw["cmd"], str):
            raw["cmd"] = shlex.split(raw["cmd"])
        return cls(**{"name": Path(path).stem} | raw, blocks=blocks)

    def argv(self, home: str) -> list[str]:
        """Return the command with its variables in place; the harness ends where one is not set."""
        argv = [expand(word, home) for word in self.cmd]
        if unset := [word for word in argv if "${" in word]:
            stop(f"profile {self.name}: variable not set in {unset[0]!r}")
        return argv


def expand(text: str, home: str) -> str:
    """Put in the bench's own folder, its Python and the home folder, and what environment variables say."""
    own = text.replace("{tools}", str(TOOLS)).replace("{python}", sys.executable).replace("{home}", home)
    return os.path.expandvars(own)
