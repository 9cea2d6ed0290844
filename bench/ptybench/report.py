"""Medians of several runs, their ratios, and the table a person reads."""

import re
import statistics
import sys
from collections.abc import Mapping, Sequence
from typing import Any, Final

_SHOWN: Final = re.compile(
    r"start\.(first_paint_ms|ready_ms|settled_ms|bytes|cpu_ms)|mem\.(rss_kb|pss_kb)|idle\..*"
    r"|keys\..*\.(first_ms|last_ms|bytes|cpu_ms|cells)\.p50|keys\..*\.last_ms\.p95"
    r"|blocks\..*\.p50|paced\..*_.*|exit\.ms|expect_missed"
    r"|wall_ms|first_ms|cpu_ms|peak_kb|bytes"
)
"""The rows of the table."""


def spread(values: list[float]) -> dict[str, float] | None:
    """Return the median, the 95th percentile and the largest of some values; None of none."""
    if not values:
        return None
    ordered = sorted(values)

    def at(part: float) -> float:
        return ordered[min(len(ordered) - 1, round(part * (len(ordered) - 1)))]

    return {"p50": round(at(0.5), 3), "p95": round(at(0.95), 3), "max": round(ordered[-1], 3)}


def leaves(result: Mapping[str, Any], prefix: str = "") -> dict[str, float]:
    """Flatten a result to its numbers, by their dotted names."""
    flat: dict[str, float] = {}
    for name, value in result.items():
        if isinstance(value, dict):
            flat |= leaves(value, f"{prefix}{name}.")
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            flat[prefix + name] = value
    return flat


def compare(names: list[str], runs: list[list[dict[str, Any]]]) -> dict[str, Any]:
    """Return the medians of each program, and of the first over each other.

    A ratio is given of the medians, and as the median over pairs (two runs that followed each other).
    """
    flat = [[leaves(run) for run in own] for own in runs]
    medians = [_medians(own) for own in flat]
    ratios = {
        f"{names[0]} / {names[j]}": _ratios(flat[0], flat[j], medians[0], medians[j]) for j in range(1, len(runs))
    }
    return {"medians": dict(zip(names, medians, strict=True)), "ratios": ratios}


def _medians(flat: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Return the median of every figure, over the runs that have it."""
    names = dict.fromkeys(name for run in flat for name in run)
    return {name: round(statistics.median(run[name] for run in flat if name in run), 3) for name in names}


def _ratios(
    mine: Sequence[Mapping[str, float]],
    theirs: Sequence[Mapping[str, float]],
    my_medians: Mapping[str, float],
    their_medians: Mapping[str, float],
) -> dict[str, dict[str, float]]:
    ratios: dict[str, dict[str, float]] = {}
    for name, median in my_medians.items():
        other = their_medians.get(name)
        if not other or name in {"rtt_ms", "kbps"} or name.endswith((".n", ".code", ".silent")):
            continue
        ratios[name] = {"of_medians": round(median / other, 3)}
        both = [(a.get(name), b.get(name)) for a, b in zip(mine, theirs, strict=True)]
        if pairs := [a / b for a, b in both if a is not None and b]:
            ratios[name]["median_of_pairs"] = round(statistics.median(pairs), 3)
    return ratios


def print_table(names: list[str], summary: Mapping[str, Any]) -> None:
    """Print the same figures for a person, on standard error."""
    medians = [summary["medians"][name] for name in names]
    ratios = [summary["ratios"][f"{names[0]} / {name}"] for name in names[1:]]
    rows = [row for row in dict.fromkeys(row for column in medians for row in column) if _SHOWN.fullmatch(row)]
    wide = max([len(row) for row in rows] + [6])
    short = [name if len(name) < 16 else "…" + name[-14:] for name in names]
    head = "".join(f"{name:>16}" for name in short) + "".join(f"{'/ ' + name[-12:]:>15}" for name in short[1:])
    print(f"{'median':<{wide}}{head}", file=sys.stderr)
    for row in rows:
        line = "".join(f"{column[row]:>16,.2f}" if row in column else f"{'-':>16}" for column in medians)
        line += "".join(f"{column[row]['of_medians']:>15.3f}" if row in column else f"{'-':>15}" for column in ratios)
        print(f"{row:<{wide}}{line}", file=sys.stderr)
