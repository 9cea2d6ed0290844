"""The command line: `python -m bench.ptybench run|exec|screen|selftest`."""

import argparse
import contextlib
import ctypes
import json
import shlex
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from bench.ptybench.command import run_once
from bench.ptybench.measure import Result, measure
from bench.ptybench.options import Conditions, parser
from bench.ptybench.process import child_env, evict
from bench.ptybench.profile import Block, Profile
from bench.ptybench.report import compare, print_table
from bench.ptybench.selftest import selftest

_SET_CHILD_SUBREAPER: Final = 36


def main() -> int:
    """Do what the command line asks for; return the exit code."""
    argv, command = sys.argv[1:], []
    if "--" in argv:
        at = argv.index("--")
        argv, command = argv[:at], argv[at + 1 :]
    options = parser().parse_args(argv)
    # Orphans of what is started here come to this process, not to init.
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    match options.mode:
        case "selftest":
            return selftest(Conditions.of(options))
        case "screen":
            return _screen(options)
        case "exec":
            return _compared(*_commands(options, command), options)
        case _:
            return _compared(*_programs(options, command), options)


def _screen(options: argparse.Namespace) -> int:
    profile = Profile.load(options.profile)
    if options.only is not None:
        profile = replace(profile, blocks=profile.blocks[: options.only])
    result = measure(profile, replace(Conditions.of(options), show=True, idle_s=0))
    print("\n".join(result.pop("screen")))
    print(json.dumps(result))
    return 0


def _commands(options: argparse.Namespace, command: list[str]) -> tuple[list[str], list[Callable[[], Result]]]:
    commands = [command, *map(shlex.split, options.vs)]

    def once(words: list[str]) -> Callable[[], Result]:
        def run() -> Result:
            if options.evict:
                evict(options.evict)
            return run_once(words, child_env({}))

        return run

    return [shlex.join(words)[:60] for words in commands], [once(words) for words in commands]


def _programs(options: argparse.Namespace, command: list[str]) -> tuple[list[str], list[Callable[[], Result]]]:
    conditions = Conditions.of(options)
    if command:
        blocks = (Block("key", (("key", options.keys),)),) if options.keys else ()
        first = Profile("command", command, options.ready, quit=options.quit, blocks=blocks)
    else:
        first = Profile.load(options.profile)
    profiles = [first, *map(Profile.load, options.vs)]

    def once(profile: Profile) -> Callable[[], Result]:
        return lambda: measure(profile, conditions)

    return [profile.name for profile in profiles], [once(profile) for profile in profiles]


def _compared(names: list[str], makers: list[Callable[[], Result]], options: argparse.Namespace) -> int:
    # The same thing twice measures the noise.
    named = [f"{name} ({j + 1})" if name in names[:j] else name for j, name in enumerate(names)]
    summary = compare(named, _alternate(named, makers, options.runs, options.warmup))
    print(json.dumps({"summary": summary}))
    print_table(named, summary)
    return 0


def _alternate(names: list[str], makers: list[Callable[[], Result]], runs: int, warmup: int) -> list[list[Result]]:
    """Warm up each, then A B C A B C …; one line of JSON a counted run."""
    results: list[list[dict[str, Any]]] = [[] for _ in makers]
    for turn in range(-warmup, runs):
        for name, make, own in zip(names, makers, results, strict=True):
            result = make()
            if turn >= 0:
                own.append(result)
                print(json.dumps({"name": name, "run": turn} | result), flush=True)
    return results


if __name__ == "__main__":
    sys.exit(main())
