"""What a form was read as, beside what a careful person reads off it: every field that differs, as a sentence."""

import json
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, TypeAlias

from scoring.model import Cell, Indicator, Kind, Plan

Expected: TypeAlias = dict[str, Any]
LENGTHS: Final = {"month": 1, "quarter": 3, "semester": 6}
_GENERIC: Final = frozenset({"n", "no", "numero", "und", "unidad"})
_CLOSE: Final = Decimal("1e-6")


def expected_of(form: Path) -> Expected:
    """Return what is to be read off a form."""
    found: Expected = json.loads(form.with_suffix(".expected.json").read_text("utf-8"))
    return found


def differences(expected: Expected, plan: Plan) -> list[str]:
    """Return what of `plan` is not as expected; indicators are compared in the form's order of rows."""
    found = list(_of_plan(expected, plan))
    by_name = {_bare(indicator.name): indicator for indicator in reversed(plan.indicators)}
    for wanted in expected["indicators"]:
        indicator = by_name.get(_bare(wanted["name"]))
        if indicator is None:
            found.append(f"{wanted['name']}: no está")
            continue
        found += [f"{wanted['name']}: {text}" for text in _of_indicator(expected, wanted, plan, indicator)]
    return found


def _of_plan(expected: Expected, plan: Plan) -> Iterator[str]:
    if plan.year != expected["year"]:
        yield f"año {plan.year}"
    if len(plan.indicators) != len(expected["indicators"]):
        yield f"{len(plan.indicators)} indicadores"
    actions = [action for objective in plan.objectives for action in objective.actions]
    if len(actions) != len(expected["actions"]):
        yield f"{len(actions)} acciones"
    weights = [objective.weight for objective in plan.objectives]
    for wanted, objective in zip(expected["objectives"], plan.objectives, strict=True):
        if not _same(wanted["text"], objective.text):
            yield f"objetivo {objective.text}"
        if wanted["weight"] is not None and not _close(objective.weight / sum(weights), wanted["weight"]):
            yield f"objetivo {objective.number}: peso {objective.weight}"


def _of_indicator(expected: Expected, wanted: Expected, plan: Plan, indicator: Indicator) -> Iterator[str]:
    objective = next(item for item in plan.objectives if item.number == indicator.objective)
    action = next((item.text for item in objective.actions if item.number == indicator.action), "")
    if not _same(expected["objectives"][wanted["objective"] - 1]["text"], objective.text):
        yield f"objetivo {objective.text}"
    if not _same(wanted["action"], action):
        yield f"acción {action}"
    siblings = [item.weight for item in objective.indicators]
    share = Decimal(1) / len(siblings) if wanted["weight"] is None else Decimal(str(wanted["weight"]))
    if not _close(indicator.weight / sum(siblings), share):
        yield f"peso {indicator.weight}"
    yield from _of_target(wanted, indicator)
    base = plan.values.get(Cell(indicator.id, indicator.baseline or ""))
    if (base is None) != (wanted["baseline"] is None) or (
        isinstance(base, Decimal) and not _close(base, wanted["baseline"])
    ):
        yield f"línea base {base}"
    if wanted["responsible"] is not None and indicator.responsible != wanted["responsible"]:
        yield f"responsable {indicator.responsible}"
    for name, month in (("start", indicator.start.month), ("end", indicator.end.month)):
        if wanted[f"{name}_month"] not in {None, month}:
            yield f"{name} {month}"
    if wanted["programme"] and not _programmed(wanted["programme"], indicator):
        yield f"programación {indicator.programme}"
    texts = {text for _name, text in indicator.attributes}
    yield from (f"falta «{text}»" for text in wanted["attributes"].values() if text not in texts)


def _of_target(wanted: Expected, indicator: Indicator) -> Iterator[str]:
    """Yield what is wrong with a goal; a quantity can be measured as the whole of itself, and a fall as a limit."""
    readings = [item for item in (wanted["target"], *wanted.get("target_also", [])) if item]
    if not readings:
        if indicator.target is not None:
            yield f"meta {indicator.target}"
        return
    share = re.search(r"/ (\d+)$", indicator.formula)
    value = Decimal(share[1]) if share and indicator.target == 1 else indicator.target
    fits = [item for item in readings if value is not None and _close(value, item["value"])]
    if not fits:
        yield f"meta {indicator.target}"
        return
    sense = "reduce" if indicator.kind is Kind.REDUCTION else str(indicator.direction)
    if sense not in {item["direction"] for item in fits}:
        yield f"sentido {sense}"
    units = {_unit(unit) for item in fits for unit in item["unit"]}
    mine = {_unit(indicator.unit), *(_unit(item.unit) for item in indicator.variables if share)}
    if not any(a == b or (min(len(a), len(b)) > 3 and (a in b or b in a)) for a in mine for b in units):
        yield f"unidad {indicator.unit}"


def _programmed(wanted: Expected, indicator: Indicator) -> bool:
    programme = indicator.programme or (Decimal(1),) * 12
    months = [programme[month - 1] if month in indicator.months else Decimal(0) for month in range(1, 13)]
    length, total = LENGTHS[wanted["by"]], sum(months)
    mine = [sum(months[at : at + length]) / total for at in range(0, 12, length)]
    values: list[float] = wanted["values"]
    return all(_close(a, b / sum(values)) for a, b in zip(mine, values, strict=True))


def _close(a: Decimal | float, b: float | Decimal) -> bool:
    return abs(Decimal(str(a)) - Decimal(str(b))) <= _CLOSE * max(abs(Decimal(str(a))), Decimal(1))


def _bare(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[a-z0-9%$]+", "".join(filter(lambda c: not unicodedata.combining(c), letters))))


def _same(a: str, b: str) -> bool:
    return _bare(a) == _bare(b) or _bare(a) in _bare(b)


def _unit(text: str) -> str:
    plain = _bare(text)
    plain = {"porcentaje": "%", "$": "cop", "pesos": "cop"}.get(plain, plain)
    return "n" if plain in _GENERIC else re.sub(r"(?<=[a-z]{3})(?:es|s)\b", "", plain)
