"""The year of the plan; what a command needs is imported when it is first asked for, so that the start stays short."""

from typing import TYPE_CHECKING

from tui.modes.stack import ModeStack

if TYPE_CHECKING:
    from scoring.year.due import Due


def analysis(stack: ModeStack) -> None:
    """Open the analysis of the indicator under the cursor."""
    from tui.modes.remarks import ask_remark  # imported here: the first screen does not need it

    ask_remark(stack)


def close(stack: ModeStack) -> None:
    """Show what is missing for the close of the cut-off, and close it there."""
    from tui.modes.closing import open_closing  # imported here: the first screen does not need it

    open_closing(stack)


def reopen(stack: ModeStack) -> None:
    """Ask what of the month under the cursor is to be reopened, and why."""
    from tui.modes.closing import ask_reopen  # imported here: the first screen does not need it

    ask_reopen(stack)


def signatures(stack: ModeStack) -> None:
    """Show who has signed what, and sign there."""
    from tui.modes.signing import open_signatures  # imported here: the first screen does not need it

    open_signatures(stack)


def open_due(item: "Due", stack: ModeStack) -> None:
    """Open where something that is due is done: the form of an analysis, the close, what a role signs."""
    from tui.modes.closing import open_closing  # imported here: the first screen does not need it
    from tui.modes.remarks import open_remark
    from tui.modes.signing import open_signing

    if item.indicator is not None and item.month:
        open_remark(stack, item.indicator.id, item.month)
    elif item.signer is not None:
        open_signing(stack, item.signer.role, item.month)
    else:
        open_closing(stack)
