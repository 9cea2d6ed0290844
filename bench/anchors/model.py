"""The shared model of the Textual anchors: 14 indicators x 12 months and a weighted score."""

import csv
from collections.abc import Iterator
from pathlib import Path

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def load(path: str = "grid.csv") -> tuple[list[str], list[list[str]]]:
    """Return the indicators' names, and their twelve cells each."""
    with Path(path).open(newline="") as file:
        rows = list(csv.reader(file))[1:]
    return [row[0] for row in rows], [row[1:13] for row in rows]


def score(cells: list[list[str]]) -> float:
    """Return the weighted mean of the indicators' means."""
    total = weights = 0.0
    for i, row in enumerate(cells):
        filled = [float(text) for text in row if text.strip()]
        if filled:
            weight = i % 3 + 1
            total += weight * sum(filled) / len(filled)
            weights += weight
    return total / weights if weights else 0.0


def tree_items(names: list[str]) -> Iterator[tuple[str, list[tuple[str, list[str]]]]]:
    """Yield each objective with its actions, and each action with its indicators."""
    for o in range(0, len(names), 5):
        part = names[o : o + 5]
        yield (
            f"objective {o // 5 + 1}",
            [(f"action {(o + a) // 2 + 1}", part[a : a + 2]) for a in range(0, len(part), 2)],
        )
