"""The rows of resources: what is executed of each month by month, and its budget below."""

from collections.abc import Iterable, Iterator

from scoring.messages import _
from scoring.model import Plan
from scoring.model.resources import UNIT, nodes_by_code, resources_of
from scoring.text.resource_words import source_label
from tui.grid.rows import Row, RowKind


def _rows(plan: Plan, code: str, row: Row, shown: frozenset[tuple[str, str]] | None) -> Iterator[Row]:
    """Yield the rows of the resources with a code that are `shown`, or of all (None), below the row of their node."""
    for resource in resources_of(plan, code):
        if shown is not None and (code, resource.source) not in shown:
            continue
        id_ = f"r{code}.{resource.source}"
        ancestors = (*row.ancestors, row.id)
        executed = Row(
            RowKind.RESOURCE,
            id_,
            row.depth + 1,
            source_label(resource.source),
            number=code,
            unit=UNIT,
            field=resource.source,
            ancestors=ancestors,
            code=code,
        )
        yield executed
        yield executed._replace(
            kind=RowKind.BUDGET, id=f"{id_}.presupuesto", depth=row.depth + 2, label=_("Presupuesto"), number=""
        )


def with_resources(plan: Plan, rows: Iterable[Row], shown: frozenset[tuple[str, str]] | None) -> tuple[Row, ...]:
    """Return rows with those of the resources that are `shown`, or of all (None), below their nodes."""
    if shown is not None and not shown:
        return tuple(rows)
    codes = {_row_id(node): code for code, node in nodes_by_code(plan).items()}
    found: list[Row] = []
    for row in rows:
        found.append(row)
        if row.id in codes:
            found += _rows(plan, codes[row.id], row, shown)
    return tuple(found)


def _row_id(node: str) -> str:
    """Return the id of the row of an objective or an action."""
    kind, _dot, number = node.partition(".")
    return f"{kind[0]}{number}"
