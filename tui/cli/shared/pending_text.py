"""A pending cell as the command line writes it."""

from scoring.arithmetic.pending import Pending
from scoring.messages import _
from scoring.text.months import month_name
from scoring.text.numbers import format_percent


def pending_text(item: Pending, locale: str) -> str:
    """Return the address of a pending cell, what it adds to the plan, and who answers for it."""
    cell = item.cell
    address = f"{cell.indicator}.{cell.name}"
    if cell.month is not None:
        address += f"@{month_name(cell.month, locale)}"
    points = format_percent(item.adds, locale).removesuffix(" %")
    who = item.indicator.responsible or _("sin responsable")
    return _("{address:24} {points:>6} puntos  {who}").format(address=address, points=f"+{points}", who=who)
