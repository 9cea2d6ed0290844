"""What indicators and objectives weigh: told by what the printed weights add up to."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from scoring.messages import _
from scoring.text.numbers import format_percent
from workbook.form.doubts import FormDoubt, about_plan
from workbook.form.values.goals import LOCALE
from workbook.form.values.weights import ONE, is_whole, shares


class Weighted(NamedTuple):
    """An indicator's printed weight, None where it has none that can be read."""

    id: str
    objective: int
    action: str | None
    weight: Decimal | None
    printed: str
    sheet: str = ""


class Weighing(NamedTuple):
    """The weights of the indicators in their objectives, by id, and of the objectives in the plan, by number."""

    indicators: Mapping[str, Decimal]
    objectives: Mapping[int, Decimal]
    doubts: tuple[FormDoubt, ...]


def weigh(items: Sequence[Weighted], objectives: Mapping[int, Decimal | None]) -> Weighing:
    """Return the weights of all indicators and objectives; `objectives` are the printed ones."""
    doubts: list[FormDoubt] = []
    if all(weight is None for weight in objectives.values()):
        items = _by_sheet(items, doubts)
    groups = {number: [item for item in items if item.objective == number] for number in objectives}
    if not any(item.weight is not None for item in items):
        doubts.append(
            about_plan(
                "weight",
                _("El formulario no trae ponderados de los indicadores: en cada objetivo pesan todos lo mismo"),
            )
        )
        inside = {
            item.id: share
            for group in groups.values()
            for item, share in zip(group, shares([ONE] * len(group)), strict=True)
        }
        return Weighing(inside, _of_objectives(objectives, doubts), tuple(doubts))
    of_plan = _are_of_plan(items, groups)
    if of_plan and len(groups) > 1:
        sums = {
            number: sum((item.weight or Decimal(0) for item in group), Decimal(0)) for number, group in groups.items()
        }
        inside = {}
        for group in groups.values():
            inside |= _inside(_filled(group, doubts, of_plan=True), doubts, whole=True)
        if all(weight is None for weight in objectives.values()):
            weights = dict(zip(sums, shares(list(sums.values())), strict=True))
            told = ", ".join(f"{number}: {format_percent(weight, LOCALE, 0)}" for number, weight in weights.items())
            doubts.append(
                about_plan(
                    "weight",
                    _(
                        "Los pesos suman 100 % en el plan: los objetivos pesan lo que sus indicadores ({told}); ¿sí?"
                    ).format(told=told),
                )
            )
            return Weighing(inside, weights, tuple(doubts))
        return Weighing(inside, _of_objectives(objectives, doubts), tuple(doubts))
    inside = {}
    for group in groups.values():
        inside |= _inside(_filled(_by_action(group, doubts), doubts, of_plan=False), doubts, whole=False)
    return Weighing(inside, _of_objectives(objectives, doubts), tuple(doubts))


def _are_of_plan(items: Sequence[Weighted], groups: Mapping[int, Sequence[Weighted]]) -> bool:
    """Whether the weights are shares of the plan: they add up to it, and not to 100 % in every objective."""
    known = [item.weight for item in items if item.weight is not None]
    each = all(is_whole([item.weight for item in group if item.weight is not None]) for group in groups.values())
    return is_whole(known) and not each


def _by_sheet(items: Sequence[Weighted], doubts: list[FormDoubt]) -> Sequence[Weighted]:
    """Take weights that add up to 100 % in every sheet, over its objectives, for shares of sheets that weigh alike."""
    sheets: dict[str, list[Weighted]] = {}
    objectives: dict[int, list[Weighted]] = {}
    for item in items:
        sheets.setdefault(item.sheet, []).append(item)
        objectives.setdefault(item.objective, []).append(item)

    def whole(groups: Iterable[Sequence[Weighted]]) -> bool:
        return all(is_whole([item.weight for item in group if item.weight is not None]) for group in groups)

    if len(sheets) < 2 or whole(objectives.values()) or not whole(sheets.values()):
        return items
    told = _("Los pesos suman 100 % en cada hoja ({ids}): las hojas pesan lo mismo; ¿sí?")
    doubts.append(about_plan("weight", told.format(ids=_listed(items))))
    return [item._replace(weight=None if item.weight is None else item.weight / len(sheets)) for item in items]


def _by_action(group: Sequence[Weighted], doubts: list[FormDoubt]) -> list[Weighted]:
    """Take weights that add up to 100 % in every action for shares of actions that weigh all the same."""
    actions: dict[str | None, list[Weighted]] = {}
    for item in group:
        actions.setdefault(item.action, []).append(item)
    known = [[item.weight for item in items if item.weight is not None] for items in actions.values()]
    if len(actions) < 2 or not all(weights and is_whole(weights) for weights in known):
        return list(group)
    listed = _listed(group)
    doubts.append(
        about_plan(
            "weight",
            _(
                "Objetivo {number}: los pesos suman 100 % en cada acción ({ids}): las acciones pesan lo mismo; ¿sí?"
            ).format(number=group[0].objective, ids=listed),
        )
    )
    return [item._replace(weight=None if item.weight is None else item.weight / len(actions)) for item in group]


def _filled(group: Sequence[Weighted], doubts: list[FormDoubt], *, of_plan: bool) -> list[tuple[Weighted, Decimal]]:
    """Return the group with a weight for each: what cannot be read shares what the others leave, and is asked about."""
    known = [item.weight for item in group if item.weight is not None]
    missing = [item for item in group if item.weight is None]
    if not missing:
        return [(item, item.weight) for item in group if item.weight is not None]
    left = ONE - sum(known, Decimal(0))
    share = (
        left / len(missing)
        if not of_plan and left > 0
        else (sum(known, Decimal(0)) / len(known) if known else ONE / len(group))
    )
    filled = []
    for item in group:
        if item.weight is None:
            text = _("el peso «{printed}» no se entiende") if item.printed else _("no trae peso")
            doubts.append(
                FormDoubt(
                    item.id,
                    "weight",
                    _("{text}; se tomó {share} como peso").format(
                        text=text.format(printed=item.printed), share=format_percent(share, LOCALE)
                    ),
                )
            )
        filled.append((item, share if item.weight is None else item.weight))
    return filled


def _inside(filled: Sequence[tuple[Weighted, Decimal]], doubts: list[FormDoubt], *, whole: bool) -> dict[str, Decimal]:
    """Return the weights within an objective; as they are printed where they are of it, as shares where of the plan."""
    weights = [weight for _item, weight in filled]
    total = sum(weights, Decimal(0))
    if not filled:
        return {}
    if whole:
        return {item.id: share for (item, _weight), share in zip(filled, shares(weights), strict=True)}
    if total != ONE:
        text = _("Objetivo {number}: los pesos suman {total}, no 100 % ({ids})")
        told = text.format(
            number=filled[0][0].objective,
            total=format_percent(total, LOCALE, 2),
            ids=_listed([item for item, _weight in filled]),
        )
        doubts.append(about_plan("weight", told))
    return {item.id: _tidy(weight) for item, weight in filled}


def _of_objectives(printed: Mapping[int, Decimal | None], doubts: list[FormDoubt]) -> dict[int, Decimal]:
    known = [weight for weight in printed.values() if weight is not None]
    if not known:
        if len(printed) > 1:
            doubts.append(about_plan("weight", _("Los objetivos no traen peso: pesan todos lo mismo")))
        return dict(zip(printed, shares([ONE] * len(printed)), strict=True))
    missing = [number for number, weight in printed.items() if weight is None]
    left = max(ONE - sum(known, Decimal(0)), Decimal(0))
    share = left / len(missing) if missing and left else sum(known, Decimal(0)) / len(known)
    text = _("Objetivo {number}: no trae peso; se tomó {share}")
    told = format_percent(share, LOCALE)
    doubts.extend(about_plan("weight", text.format(number=number, share=told)) for number in missing)
    weights = {number: _tidy(share if weight is None else weight) for number, weight in printed.items()}
    if (total := sum(weights.values(), Decimal(0))) != ONE:
        doubts.append(
            about_plan(
                "weight",
                _("Los objetivos: los pesos suman {total}, no 100 %").format(total=format_percent(total, LOCALE, 2)),
            )
        )
    return weights


def _listed(items: Sequence[Weighted]) -> str:
    return ", ".join(f"N° {item.id}" for item in items)


def _tidy(weight: Decimal) -> Decimal:
    return Decimal(f"{round(weight, 12).normalize():f}")
