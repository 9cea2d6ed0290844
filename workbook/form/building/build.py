"""The plan that the lines of a form's sheets describe, and all that a person has to settle in it."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from scoring.entry.blank_plan import OFFICIAL_HEADER, plan_id
from scoring.messages import _
from scoring.model import Action, Cell, FormTexts, Indicator, Objective, ObjectiveTexts, Plan, Value
from workbook.form.building.context import context_of
from workbook.form.building.general_doubts import general_doubts
from workbook.form.building.identifiers import identify
from workbook.form.building.indicators import Node, Read, read_indicator
from workbook.form.building.levels import Placed, place
from workbook.form.building.weighing import Weighted, weigh
from workbook.form.doubts import FormDoubt, about_plan
from workbook.form.files.grid import FormCell
from workbook.form.headings.bands import weight_within
from workbook.form.headings.line import Line
from workbook.form.values.weights import Weight, is_whole, read_weight, scaled
from workbook.form.words import Role, plain


class Source(NamedTuple):
    """One sheet as it was read, and what its heading says."""

    title: str
    lines: tuple[Line, ...]
    heading: tuple[str, ...]
    process: str
    objective: str
    """The objective that the heading names, for tables without a column of objectives."""


class Named(NamedTuple):
    """What the form's heading says of the whole plan."""

    year: int
    process: str
    responsible: str
    heading: tuple[str, ...]


class _Node(NamedTuple):
    """An objective with its actions, as they come in the form."""

    number: int
    text: str
    sheet: str
    weight: str
    actions: dict[str, str]
    """The texts of its actions by their numbers."""


class Built(NamedTuple):
    """The plan of a form, the doubts about it, and the lines of its indicators by their ids."""

    plan: Plan
    doubts: tuple[FormDoubt, ...]
    lines: Mapping[str, Line]


def build(sources: Sequence[Source], named: Named, *, with_figures: bool, percent_goal: bool) -> Built:
    """Return the plan of all sheets together."""
    return _Builder(sources, named, with_figures=with_figures, percent_goal=percent_goal).plan()


class _Builder:
    """One form being put together; the doubts gather in the order of the plan."""

    def __init__(self, sources: Sequence[Source], named: Named, *, with_figures: bool, percent_goal: bool) -> None:
        self.sources = sources
        self.named = named
        self.lines = [line for source in sources for line in source.lines]
        self.context = context_of(self.lines, named.year, with_figures=with_figures, percent_goal=percent_goal)
        self.doubts: list[FormDoubt] = []
        self.nodes: list[_Node] = []
        self.placed: list[tuple[Placed, _Node, str | None]] = []

    def plan(self) -> Built:
        for source in self.sources:
            self._place(source)
        identifiers = identify([line.text(Role.NUMBER) for line in self.lines])
        self.doubts += identifiers.doubts
        weighing = weigh(self._weights(identifiers.ids), self._objective_weights())
        self.doubts += weighing.doubts
        read = [
            read_indicator(placed, Node(id_, node.number, action, weighing.indicators[id_]), self.context)
            for (placed, node, action), id_ in zip(self.placed, identifiers.ids, strict=True)
        ]
        self.doubts += general_doubts(self.lines, read, self.context)
        objectives = tuple(self._objective(node, weighing.objectives[node.number], read) for node in self.nodes)
        values: dict[Cell, Value] = {}
        for item in read:
            values |= item.values
            self.doubts += item.doubts
        texts = FormTexts(self.named.heading, OFFICIAL_HEADER, "", (), ())
        name = plan_id(self.named.process, self.named.year)
        plan = Plan(name, self.named.year, self.named.process, self.named.responsible, objectives, values, texts)
        return Built(plan, tuple(self.doubts), dict(zip(identifiers.ids, self.lines, strict=True)))

    def _place(self, source: Source) -> None:
        """Give every line of a sheet its objective and action; the same text is the same node within a sheet."""
        lines, chosen = place(source.lines)
        if len(self.sources) > 1 and source.process:
            told = _("Proceso")
            lines = tuple(
                item._replace(
                    kept=(*((told, source.process),), *(kept for kept in item.kept if plain(kept[0]) != plain(told)))
                )
                for item in lines
            )
        before = len(self.placed)
        for item in lines:
            text = (
                item.objective.text if item.objective else source.objective or source.process or _("Objetivo del plan")
            )
            node = next(
                (node for node in self.nodes if node.sheet == source.title and plain(node.text) == plain(text)), None
            )
            if node is None:
                weight = (item.objective.weight if item.objective else "") or item.line.text(Role.OBJECTIVE_WEIGHT)
                node = _Node(len(self.nodes) + 1, text, source.title, weight, {})
                self.nodes.append(node)
            self.placed.append((item, node, self._action(node, item)))
            for beside in item.line.beside:
                others = [level for level in beside.levels if level.name == chosen.action]
                self._action(node, item._replace(action=others[0] if others else None))
        if not any(item.objective for item in lines):
            self.doubts.append(
                about_plan(
                    "objective",
                    _(
                        "Hoja «{sheet}»: el formulario no trae una columna de objetivos; todo queda bajo «{text}»"
                    ).format(sheet=source.title, text=self.nodes[-1].text),
                )
            )
        if chosen.passed_over:
            ids = self._ids_later(before)
            self.doubts.append(
                about_plan(
                    "objective",
                    _("Se tomó «{taken}» como objetivo y «{passed}» queda como atributo ({ids}); ¿sí?").format(
                        taken=chosen.objective, passed=chosen.passed_over, ids=ids
                    ),
                )
            )

    def _ids_later(self, before: int) -> str:
        numbers = identify([line.text(Role.NUMBER) for line in self.lines]).ids[before : len(self.placed)]
        return ", ".join(f"N° {id_}" for id_ in numbers)

    @staticmethod
    def _action(node: _Node, item: Placed) -> str | None:
        """Return the number of a line's action: the printed one where it belongs to its objective, else the next."""
        if item.action is None:
            return None
        text = item.action.text
        for number, known in node.actions.items():
            if plain(known) == plain(text):
                return number
        printed = re.match(rf"{node.number}\.(\d{{1,2}})(?=[.)\s])", text)
        number = f"{node.number}.{int(printed[1])}" if printed else f"{node.number}.{len(node.actions) + 1}"
        while number in node.actions:
            number = f"{node.number}.{int(number.partition('.')[2]) + 1}"
        node.actions[number] = text
        return number

    def _weights(self, ids: Sequence[str]) -> list[Weighted]:
        habit = self.context.habits[Role.WEIGHT]
        read = [read_weight(line.cell(Role.WEIGHT), habit) for line in self.lines]
        together: dict[tuple[str, int], int] = {}
        for line in self.lines:
            together[line.sheet, line.weight_row] = together.get((line.sheet, line.weight_row), 0) + 1
        found = []
        for (item, node, action), id_, value in zip(self.placed, ids, scaled(read), strict=True):
            line = item.line
            shared = together[line.sheet, line.weight_row]
            weight = value / shared if value is not None and shared > 1 else value
            if shared > 1 and value is not None:
                self.doubts.append(
                    FormDoubt(
                        id_,
                        "weight",
                        _("su peso «{text}» es de {count} indicadores juntos: se repartió por igual; ¿sí?").format(
                            text=line.text(Role.WEIGHT), count=shared
                        ),
                    )
                )
            found.append(Weighted(id_, node.number, action, weight, line.text(Role.WEIGHT), line.sheet))
        return found

    def _objective_weights(self) -> dict[int, Decimal | None]:
        first = {
            node.number: next(item.line.cell(Role.OBJECTIVE_WEIGHT) for item, of, _action in self.placed if of is node)
            for node in self.nodes
        }
        read: list[Weight | None] = []
        for node in self.nodes:
            cell = first[node.number]
            banded = node.weight if node.weight and node.weight != cell.text else ""
            read.append(
                read_weight(
                    cell._replace(text=banded, value=None) if banded else cell, self.context.habits[Role.WEIGHT]
                )
            )
        if not any(read):
            read = self._weights_in_texts()
        return dict(zip((node.number for node in self.nodes), scaled(read), strict=True))

    def _weights_in_texts(self) -> list[Weight | None]:
        """Return the weights that all objectives print in their texts; none where these are no shares of the plan."""
        habit = self.context.habits[Role.WEIGHT]
        read = [read_weight(FormCell(weight_within(node.text)), habit) for node in self.nodes]
        known = [weight.value for weight in read if weight is not None and weight.percent]
        if len(known) < len(read) or not is_whole(known):
            return [None] * len(read)
        text = _("Los pesos de los objetivos se tomaron de sus textos, como «{text}»; ¿sí?")
        self.doubts.append(about_plan("weight", text.format(text=self.nodes[0].text)))
        return read

    def _objective(self, node: _Node, weight: Decimal, read: Sequence[Read]) -> Objective:
        inside = [item.indicator for item, (_placed, of, _action) in zip(read, self.placed, strict=True) if of is node]

        def of_action(number: str | None) -> tuple[Indicator, ...]:
            return tuple(indicator for indicator in inside if indicator.action == number)

        actions = tuple(Action(number, text, of_action(number)) for number, text in node.actions.items())
        return Objective(node.number, weight, of_action(None), actions, ObjectiveTexts(node.text))
