"""The command line, and the conditions of a run that it sets."""

import argparse
from dataclasses import dataclass


@dataclass(frozen=True)
class Conditions:
    """The terminal, the link and the waiting times of a run."""

    cols: int = 80
    rows: int = 24
    term: str = "xterm-256color"
    rtt_ms: float = 0.0
    """Round trip of the emulated link."""
    kbps: float = 0.0
    """Its rate towards the user in kbit/s; 0 for no limit."""
    truecolor: bool = False
    sync: bool = True
    """Whether the terminal has synchronized output (mode 2026)."""
    quiet_ms: float = 80
    """Silence that ends a key's answer."""
    silent_ms: float = 400
    """A key unanswered this long has no answer."""
    gap_ms: float = 20
    """Quiet time before the next key; varied from a quarter to four times."""
    key_limit_ms: float = 3000
    settle_ms: float = 300
    """Silence that ends the start."""
    start_limit_s: float = 20
    exit_limit_s: float = 8
    idle_s: float = 1.0
    """How long to watch it idle; 0 to skip."""
    evict: str | None = None
    """A folder whose files are dropped from the page cache before each start."""
    show: bool = False
    """Whether the result has the last screen."""

    @classmethod
    def of(cls, options: argparse.Namespace) -> "Conditions":
        """Return the conditions that a command line sets."""
        cols, rows = map(int, options.size.lower().split("x"))
        same = {name: getattr(options, name) for name in cls.__dataclass_fields__ if hasattr(options, name)}
        return cls(**same | {"cols": cols, "rows": rows, "sync": not options.no_sync})


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    whole = argparse.ArgumentParser(
        prog="python -m bench.ptybench",
        description="Measure a terminal program from outside, the way a person on SSH meets it.",
    )
    modes = whole.add_subparsers(dest="mode", required=True)

    run = modes.add_parser("run", help="measure a full-screen program")
    _conditions(run)
    run.add_argument("profile", nargs="?", help="profile (TOML); or a command after --")
    run.add_argument(
        "--vs", action="append", default=[], metavar="PROFILE", help="alternate with this one (repeatable)"
    )
    run.add_argument("-n", "--runs", type=int, default=5)
    run.add_argument("--warmup", type=int, default=1, help="runs of each that are not counted")
    run.add_argument("--ready", default=r"\S", help="with a command: regex of its ready screen")
    run.add_argument("--keys", default="", help="with a command: keys to type, label 'key'")
    run.add_argument("--quit", default="", help="with a command: keys that end it")

    command = modes.add_parser("exec", help="time a command that needs no keyboard")
    command.add_argument(
        "--vs", action="append", default=[], metavar="CMD", help="alternate with this command (repeatable)"
    )
    command.add_argument("-n", "--runs", type=int, default=15)
    command.add_argument("--warmup", type=int, default=2)
    command.add_argument("--evict", metavar="DIR")

    screen = modes.add_parser("screen", help="print the screen a profile ends on")
    _conditions(screen)
    screen.add_argument("profile")
    screen.add_argument("--only", type=int, help="type only the first N blocks")

    _conditions(modes.add_parser("selftest", help="check the harness itself"))
    return whole


def _conditions(mode: argparse.ArgumentParser) -> None:
    usual = Conditions()
    mode.add_argument("--size", default="80x24", help="COLSxROWS (default 80x24)")
    mode.add_argument("--term", default=usual.term)
    mode.add_argument("--rtt-ms", type=float, default=usual.rtt_ms, help="round trip of an emulated link")
    mode.add_argument("--kbps", type=float, default=usual.kbps, help="its rate towards the user, kbit/s (0: no limit)")
    mode.add_argument("--truecolor", action="store_true", help="set COLORTERM=truecolor, as a local terminal does")
    mode.add_argument("--no-sync", action="store_true", help="a terminal without synchronized output (mode 2026)")
    mode.add_argument("--quiet-ms", type=float, default=usual.quiet_ms, help="silence that ends a key's answer")
    mode.add_argument(
        "--silent-ms", type=float, default=usual.silent_ms, help="a key unanswered this long has no answer"
    )
    mode.add_argument(
        "--gap-ms",
        type=float,
        default=usual.gap_ms,
        help="quiet time before the next key; varied from a quarter to four times",
    )
    mode.add_argument("--key-limit-ms", type=float, default=usual.key_limit_ms)
    mode.add_argument("--settle-ms", type=float, default=usual.settle_ms, help="silence that ends the start")
    mode.add_argument("--start-limit-s", type=float, default=usual.start_limit_s)
    mode.add_argument("--exit-limit-s", type=float, default=usual.exit_limit_s)
    mode.add_argument("--idle-s", type=float, default=usual.idle_s, help="watch it idle this long (0: skip)")
    mode.add_argument("--evict", metavar="DIR", help="drop DIR's files from the page cache before each start")
    mode.add_argument("--show", action="store_true", help="put the last screen into the JSON")
