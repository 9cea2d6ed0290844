"""What `plan import` prints of a workbook before anything is written."""

import sys
from collections.abc import Iterable
from typing import Final

from scoring.entry.change_words import address_words, held_words
from scoring.messages import _, ngettext
from scoring.model import Plan
from scoring.quoting import quoted
from scoring.text.numbers import format_value
from workbook.form.definition_changes import DefinitionImport
from workbook.form.returned import Dispute, Returned
from workbook.reading.comparison import Difference, Import

_LONGEST: Final = 400
"""Letters of a text that are shown."""


def print_returned(plan: Plan, returned: Returned, *, definition: bool) -> None:
    """Print a row a cell, a part of a remark and a field, and on standard error what else there is to know.

    `definition` says that the definition is taken. A row has the plan's value and the workbook's; of a conflict also
    what was exported.
    """
    _print_figures(plan, returned.figures)
    _print_definition(plan, returned.definition, taken=definition)
    if returned.changes_nothing:
        unchanged = _("El libro no cambia nada: todo lo que dice ya está en el plan.")
        left = returned.figures.ignored or returned.definition.left
        say(_("El libro no cambia nada en el plan.") if left else unchanged, indent="")


def print_disputes(plan: Plan, disputes: Iterable[Dispute]) -> None:
    """Print a row for each cell, field or remark that several workbooks want differently, with every place."""
    for dispute in disputes:
        sayings = "; ".join(
            f"{held_words(plan, dispute.address, saying.wanted) or '·'} ({saying.name}, {saying.where})"
            for saying in dispute.sayings
        )
        line = _("{what}: CONFLICTO entre libros: {sayings}")
        print(line.format(what=address_words(plan, dispute.address), sayings=sayings))


def say(sentence: str, *, indent: str = "  ! ") -> None:
    """Say a sentence on standard error."""
    print(f"{indent}{sentence}", file=sys.stderr)


def _print_figures(plan: Plan, found: Import) -> None:
    for item in found.changes:
        print(f"{item.cell}: {_shown(plan, item)}  ({item.where})")
    for item in found.conflicts:
        exported = format_value(item.exported, plan.locale) or "·"
        print(
            _("{cell}: CONFLICTO {change}, se exportó {exported}  ({where})").format(
                cell=item.cell, change=_shown(plan, item), exported=exported, where=item.where
            )
        )
    _print_remarks(plan, found)
    for sentence in (*found.problems, *found.doubts, *found.ignored):
        say(sentence)


def _print_remarks(plan: Plan, found: Import) -> None:
    for item in found.remarks:
        for part in item.parts:
            old, new, exported = (quoted(text, _LONGEST) or "·" for text in (part.current, part.wanted, part.exported))
            line = f"{item.called(plan, part)}: {old} → {new}"
            if part.is_conflict:
                line = _("CONFLICTO {change}, se exportó {exported}").format(change=line, exported=exported)
            print(f"{line}  ({part.where})")


def _print_definition(plan: Plan, edited: DefinitionImport, *, taken: bool) -> None:
    for item in (*edited.changes, *edited.conflicts):
        old, new, exported = (
            held_words(plan, item.field, value) or "·" for value in (item.current, item.wanted, item.exported)
        )
        line = f"{address_words(plan, item.field)} {old} → {new}"
        if item.is_conflict:
            line = _("CONFLICTO {change}, se exportó {exported}").format(change=line, exported=exported)
        print(f"{line}  ({item.where})" if item.where else line)
    for sentence in edited.left:
        say(sentence)
    count = len(edited.changes) + len(edited.conflicts)
    if count and not taken:
        say(
            ngettext(
                "El libro cambia {count} campo de la definición, y no se toma; con --definition, sí.",
                "El libro cambia {count} campos de la definición, y no se toman; con --definition, sí.",
                count,
            )
        )


def _shown(plan: Plan, item: Difference) -> str:
    old, new = (format_value(value, plan.locale) or "·" for value in (item.current, item.wanted))
    return f"{old} → {new}"
