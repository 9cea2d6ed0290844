"""Taking out and moving the node under the cursor."""

from typing import Final

from scoring.entry.change_words import node_words
from scoring.entry.drawing_up import removed
from scoring.errors import PlanError
from scoring.messages import _, ngettext
from scoring.model import Indicator
from scoring.model.fields import PLACE, Field, FieldChange, homeless
from scoring.model.structure import PLAN, Node, Place, address_of, held_by, place_of, siblings
from tui.grid.spans import Role, cut
from tui.modes.confirm import Confirm
from tui.modes.node_forms import node_at, row_of, short_name
from tui.modes.reason import with_reason
from tui.modes.stack import ModeStack

_LABEL: Final = 24
"""Letters of what is taken out that the question names."""


def ask_removal(stack: ModeStack) -> None:
    """Ask whether the node under the cursor is to be taken out, saying what goes with it."""
    plan, name = stack.controller.session.plan, node_at(stack.controller.tree.at)
    try:
        changes = removed(plan, name)
        after = plan.with_changes(changes)
    except PlanError as error:
        stack.controller.refuse(error)
        return
    inside = sum(isinstance(record, Indicator) for record in held_by(plan, name))
    figures = len(homeless(plan, after))
    label = cut(short_name(plan, name), _LABEL, stack.controller.symbols.more)
    parts = [_("¿Quitar {node} «{label}»?").format(node=node_words(name), label=label)]
    if inside:
        parts.append(ngettext("Contiene {count} indicador.", "Contiene {count} indicadores.", inside))
    if figures:
        parts.append(ngettext("Se va {count} cifra.", "Se van {count} cifras.", figures))
    seen = stack.controller.session.revisions

    async def take_out(stack: ModeStack, reason: str) -> None:
        if await stack.save(changes, note=reason, base=seen):
            controller = stack.controller
            controller.tell(controller.keymap.sentence(_("quitado; {undo} lo deshace")), Role.GREEN)

    stack.push(Confirm(stack, " ".join(parts), _("lo quita"), lambda stack: with_reason(stack, changes, take_out)))


async def move(stack: ModeStack, direction: int) -> None:
    """Move the node under the cursor behind the sibling below it (1), or before the one above it (-1)."""
    controller = stack.controller
    plan, name = controller.session.plan, node_at(controller.tree.at)
    if name == PLAN:
        stack.controller.refuse(_("aquí no hay nada que mover"))
        return
    place = place_of(plan, name)
    among = [address_of(item) for item in siblings(plan, place.parent, Node(name).kind)]
    at = among.index(name) + direction
    if not 0 <= at < len(among):
        stack.controller.refuse(
            _("ya es el último de los suyos") if direction > 0 else _("ya es el primero de los suyos")
        )
        return
    others = [item for item in among if item != name]
    wanted = Place(place.parent, others[at - 1] if at else None)
    changes = [FieldChange(Field(name, PLACE), wanted)]

    async def put_there(stack: ModeStack, reason: str) -> None:
        if await stack.save(changes, note=reason):
            controller.move(lambda: controller.tree.go_row(row_of(name)))
            controller.tell(controller.keymap.sentence(_("movido; {undo} lo deshace")), Role.GREEN)

    await with_reason(stack, changes, put_there)
