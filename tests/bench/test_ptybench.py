"""The terminal bench: that it counts right and reads its scripts right. What it times needs a quiet machine."""

from dataclasses import replace
from pathlib import Path

import pytest

from bench.ptybench.command import run_once
from bench.ptybench.keys import key_bytes, parse_keys
from bench.ptybench.measure import measure
from bench.ptybench.options import Conditions
from bench.ptybench.profile import Profile
from bench.ptybench.report import compare
from bench.ptybench.selftest import PROFILE, counted
from bench.ptybench.terminal import Responder

PROFILES = Path(__file__).parents[2] / "bench" / "profiles"


def test_what_a_known_program_sends_is_counted_right() -> None:
    # A longer silence than the bench's own ends a key's answer, so that a busy machine only makes it slower.
    few = replace(PROFILE, blocks=tuple(replace(block, repeat=min(2, block.repeat)) for block in PROFILE.blocks))
    found = counted(measure(few, Conditions(rtt_ms=20, idle_s=0.1, quiet_ms=300, silent_ms=800)))
    assert [name for name, holds in found.items() if not holds] == []


def test_a_command_is_run_to_its_end(tmp_path: Path) -> None:
    script = tmp_path / "known"
    script.write_text("#!/bin/sh\necho four\nexit 3\n")
    script.chmod(0o700)
    result = run_once([str(script)], {"PATH": "/usr/bin:/bin"})
    assert (result["bytes"], result["code"]) == (5, 3)
    assert result["wall_ms"] >= result["first_ms"] > 0


def test_a_key_script_becomes_keys() -> None:
    assert parse_keys("Down*2 F2 C-q M-x 47 text:Up paste:a") == [
        "Down", "Down", b"\x1bOQ", b"\x11", b"\x1bx", b"4", b"7", b"U", b"p", b"\x1b[200~a\x1b[201~",
    ]  # fmt: skip
    assert [key_bytes("Up", application_mode=mode) for mode in (False, True)] == [b"\x1b[A", b"\x1bOA"]


def test_the_terminal_answers_and_keeps_its_modes() -> None:
    terminal = Responder(24, 80)
    assert terminal.feed(b"\x1b[?1049h\x1b[?25l\x1b[?1h\x1b[18") == b""
    assert (terminal.alt_screen, terminal.cursor_shown, terminal.app_cursor) == (True, False, True)
    assert terminal.feed(b"t\x1b[?2026$p") == b"\x1b[8;24;80t\x1b[?2026;2$y"


def test_ratios_are_taken_of_medians_and_of_neighbours() -> None:
    summary = compare(["a", "b"], [[{"ms": 1}, {"ms": 3}, {"ms": 4}], [{"ms": 2}, {"ms": 2}, {"ms": 4}]])
    assert summary["medians"] == {"a": {"ms": 3}, "b": {"ms": 2}}
    assert summary["ratios"] == {"a / b": {"ms": {"of_medians": 1.5, "median_of_pairs": 1.0}}}


@pytest.mark.parametrize("path", sorted(PROFILES.glob("*.toml")), ids=lambda path: path.stem)
def test_every_profile_is_readable_and_its_keys_are_known(path: Path) -> None:
    profile = Profile.load(str(path))
    assert profile.name == path.stem
    for script in (profile.before, profile.quit, *(keys for block in profile.blocks for _, keys in block.steps)):
        assert bool(parse_keys(script)) == bool(script)
