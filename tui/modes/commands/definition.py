"""Drawing the plan up; what a command needs is imported when it is first asked for, so that the start stays short."""

from tui.modes.stack import ModeStack


def form(stack: ModeStack) -> None:
    """Open the form of the node under the cursor."""
    from tui.modes.node_forms import node_at, open_form  # imported here: the first screen does not need it

    open_form(stack, node_at(stack.controller.tree.at))


def plan_form(stack: ModeStack) -> None:
    """Open the form of the plan's own fields."""
    from scoring.model.structure import PLAN  # imported here: the first screen does not need it
    from tui.modes.node_forms import open_form

    open_form(stack, PLAN)


def weights(stack: ModeStack) -> None:
    """Open the weights of the siblings of the row under the cursor, on one page."""
    from tui.modes.node_forms import node_at, open_weights  # imported here: the first screen does not need it

    open_weights(stack, node_at(stack.controller.tree.at))


def add(stack: ModeStack) -> None:
    """Ask what is to be added where the cursor is."""
    from tui.modes.adding import ask_what  # imported here: the first screen does not need it

    ask_what(stack)


def remove(stack: ModeStack) -> None:
    """Ask whether the node under the cursor is to be taken out."""
    from tui.modes.restructuring import ask_removal  # imported here: the first screen does not need it

    ask_removal(stack)


async def move_up(stack: ModeStack) -> None:
    """Move the node under the cursor before the sibling above it."""
    from tui.modes.restructuring import move  # imported here: the first screen does not need it

    await move(stack, -1)


async def move_down(stack: ModeStack) -> None:
    """Move the node under the cursor behind the sibling below it."""
    from tui.modes.restructuring import move  # imported here: the first screen does not need it

    await move(stack, 1)
