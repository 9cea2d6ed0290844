"""Spoilt plan files before every command that reads one, and on the screen: a sentence or an answer, and never more.

A few of them are tried in this process in every run; with SLOW=1 all of them, the commands as processes of their own.
"""

import os
import sys
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from hands import person_at

from command import Run
from mutations import Mutation, mutations
from scoring.errors import PlanError

FEW: Final = 12
ALL: Final = 300
SECONDS: Final = 2.0
"""Of a processor, for one command."""
KILOBYTES: Final = 200_000
READING: Final[tuple[tuple[str, ...], ...]] = (
    ("status", "FILE"), ("status", "FILE", "--month", "12", "--provisional"), ("status", "FILE", "--json"),
    ("status", "FILE", "--csv"), ("status", "FILE", "--csv=es"), ("status", "FILE", "--monitor"), ("get", "FILE", "4"),
    ("pending", "FILE"), ("pending", "FILE", "--json"), ("explain", "FILE", "1"), ("explain", "FILE", "4"),
    ("history", "FILE"), ("history", "FILE", "--json"), ("check", "FILE"), ("check", "FILE", "--json"),
    ("verify", "FILE"), ("restore", "FILE", "--list"), ("export", "FILE", "-o", "BOOK", "--force"),
)  # fmt: skip
UNFORESEEN: Final = "informe"
"""What the sentence about an error that nobody foresaw has, and no other."""
KEYS: Final = "↓↓→→zzs⎋c⎋w⎋h⎋?⎋p⎋b B↓⎋/a⏎⎋ng1@ene⏎z9⏎u↻x⎋v↓y⎋: ⎋[]f⎋m⎋E⎋⎋I⎋⎋"
"""Every page, every mode, and some values typed."""

slow = pytest.mark.slow
only_slow = pytest.mark.skipif(not os.environ.get("SLOW"), reason="takes minutes: SLOW=1")
few = pytest.mark.parametrize("spoilt", list(mutations(FEW)), ids=lambda item: item.what)


def is_safe(text: str) -> bool:
    return all(line.isprintable() for line in text.removeprefix("\ufeff").replace("\t", "").split("\n"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return where a plan is written."""
    return tmp_path / "plan_2024.json"


@few
def test_every_command_answers_or_says_why_not(run: Run, file: Path, spoilt: Mutation) -> None:
    file.write_bytes(spoilt.data)
    for words in READING:
        outcome = run(*_filled(words, file))
        assert outcome.code in {0, 1, 2, 3}
        assert UNFORESEEN not in outcome.err, words
        assert is_safe(outcome.out), words
        assert is_safe(outcome.err), words
        assert len(outcome.err) < 5000, words
        assert outcome.out or outcome.err or words[0] in {"pending", "check", "restore", "history"}
    assert file.read_bytes() == spoilt.data


@few
def test_the_screen_shows_it_or_does_not_open(file: Path, spoilt: Mutation) -> None:
    file.write_bytes(spoilt.data)
    _try_screen(file)


@slow
@only_slow
def test_the_screen_shows_all_of_them_or_does_not_open(file: Path) -> None:
    for spoilt in mutations(ALL):
        for path in file.parent.rglob("plan_2024*"):
            if path.is_file():
                path.unlink()
        file.write_bytes(spoilt.data)
        try:
            _try_screen(file)
        except Exception as error:
            raise AssertionError(spoilt.what) from error


@slow
@only_slow
def test_every_command_answers_all_of_them_as_a_process_of_its_own(file: Path) -> None:
    worst = Cost(0.0, 0)
    for spoilt in mutations(ALL):
        file.write_bytes(spoilt.data)
        for words in READING:
            done = _process(_filled(words, file), file.parent)
            told = f"{spoilt.what}: {' '.join(words)}"
            assert done.code in {0, 1, 2, 3}, told
            assert "Traceback" not in done.err, told
            assert UNFORESEEN not in done.err, told
            assert is_safe(done.out), told
            assert is_safe(done.err), told
            worst = Cost(max(worst.seconds, done.cost.seconds), max(worst.kilobytes, done.cost.kilobytes))
            assert worst.seconds < SECONDS, told
            assert worst.kilobytes < KILOBYTES, told
    print(worst)


class Cost(NamedTuple):
    """What a process took: seconds of a processor, and memory at most."""

    seconds: float
    kilobytes: int


class Done(NamedTuple):
    """A process that has ended."""

    code: int
    out: str
    err: str
    cost: Cost


def _process(words: list[str], folder: Path) -> Done:
    """Run `plan` as a process of its own and return what came of it."""
    paths = [folder / name for name in ("out.txt", "err.txt")]
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    actions = [(os.POSIX_SPAWN_OPEN, number, str(path), flags, 0o600) for number, path in enumerate(paths, 1)]
    process = os.posix_spawn(
        sys.executable, [sys.executable, "-m", "tui", *words], dict(os.environ), file_actions=actions
    )
    _process, status, used = os.wait4(process, 0)
    out, err = (path.read_text(encoding="utf-8") for path in paths)
    return Done(os.waitstatus_to_exitcode(status), out, err, Cost(used.ru_utime + used.ru_stime, used.ru_maxrss))


def _filled(words: tuple[str, ...], file: Path) -> list[str]:
    known = {"FILE": str(file), "BOOK": str(file.with_suffix(".xlsx"))}
    return [known.get(word, word) for word in words]


def _try_screen(file: Path) -> None:
    try:
        person = person_at(file)
    except PlanError:
        return
    for key in KEYS:
        person.type(key)
        assert is_safe(person.screen()), key
