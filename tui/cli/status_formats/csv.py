"""A status as CSV: a row for the plan, for each objective and for each indicator."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, TextIO, TypeAlias

from scoring.arithmetic.rollup import PlanScore
from scoring.quoting import visible_lines
from tui.cli.status_formats.data import indicator_figures, node_figures, plan_figures

COLUMNS: Final = (
    "file", "year", "month", "node", "objective", "action", "id", "name", "weight", "global_weight", "kind", "unit",
    "target", "result", "raw", "compliance", "progress", "programmed", "reported", "level", "over", "months_due",
    "months_reported", "pending",
)  # fmt: skip

Row: TypeAlias = dict[str, Any]
"""What is in some of the columns, by their names."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def neutral(text: str) -> str:
    """Return a text that neither a spreadsheet nor a terminal obeys.

    One that begins like a formula goes behind an apostrophe, and what would steer a terminal is made visible; any other
    text stays as it is, line ends included.
    """
    shown = visible_lines(text.replace("\r\n", "\n"))
    return f"'{shown}" if text.startswith(_FORMULA) else shown


def rows(path: Path, whole: PlanScore) -> list[Row]:
    """Return the rows of a plan; numbers with a decimal point, fractions unrounded."""
    return [
        {name: neutral(held) if isinstance(held, str) else held for name, held in row.items() if name in COLUMNS}
        for row in _rows(path, whole)
    ]


def write(stream: TextIO, plans: Iterable[Sequence[Row]]) -> None:
    """Write the heading and the rows of every plan."""
    writer = csv.DictWriter(stream, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for found in plans:
        writer.writerows(found)


def _rows(path: Path, whole: PlanScore) -> Iterator[Row]:
    every = {"file": str(path), "year": whole.plan.year, "month": whole.month}
    figures = plan_figures(str(path), whole)
    yield figures | every | {"node": "plan", "name": whole.plan.process}
    for scored in whole.objectives:
        number = {"objective": scored.objective.number}
        own = {"node": "objective", "name": scored.objective.text, "weight": scored.objective.weight}
        yield every | number | own | {"global_weight": scored.weight} | node_figures(scored.figures)
        for item in scored.indicators:
            yield every | number | {"node": "indicator"} | indicator_figures(item)
