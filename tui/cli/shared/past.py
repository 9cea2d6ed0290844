"""`--at MOMENT`, `--seq N` and `--submitted M`: the plan as it was, for the verbs that only look."""

import argparse
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scoring.messages import _
from scoring.model import Plan
from scoring.quoting import quoted
from scoring.text.clock import local_time
from scoring.text.months import parse_month
from tui.cli.shared.files import cut_off, load, loaded_from, opened
from tui.cli.shared.several import Tell, complain
from tui.cli.shared.usage import Usage

if TYPE_CHECKING:
    from store import Past, PlanStore
else:
    Past = Any  # most looks are at the present, and read no past

_LONGEST_NUMBER: Final = 18
"""Digits of the longest number that a file holds."""


class Seen(NamedTuple):
    """A plan as a verb looks at it: as it is, or as it was."""

    plan: Plan
    at: datetime
    """When it is looked at: now, or then; an aware time."""
    past: Past | None = None
    """The plan as it was; None where it is looked at as it is."""
    told: str = ""
    """That it is not the plan of now; empty where it is."""
    submitted: int | None = None
    """The month whose submitted cut-off it is."""

    @property
    def plain(self) -> dict[str, dict[str, object]]:
        """What JSON says of a plan as it was, as one key; nothing of one as it is."""
        if self.past is None:
            return {}
        submitted = {} if self.submitted is None else {"submitted": self.submitted}
        return {"as_of": {"at": self.at.isoformat(timespec="milliseconds"), "seq": self.past.seq, **submitted}}

    def cut_off(self, month: str | None) -> int:
        """Return the month that was asked for or submitted, or the last that had ended when the plan is looked at."""
        return cut_off(self.plan, month, self.at) if self.submitted is None else self.submitted


def past_arguments(parser: argparse.ArgumentParser) -> "argparse._MutuallyExclusiveGroup":
    """Add `--at`, `--seq` and `--submitted`, and return the group of options of which one goes at a time."""
    point = parser.add_mutually_exclusive_group()
    at = _("el plan como estaba en una fecha, al final de ese día, o a una hora (2024-04-15T10:00)")
    point.add_argument("--at", metavar="MOMENTO", help=at)
    seq = _("el plan como quedó con la fila N del historial; «plan history» las numera")
    point.add_argument("--seq", metavar="N", help=seq)
    submitted = _("el plan como quedó al cerrar ese mes la última vez, con su corte")
    point.add_argument("--submitted", metavar="MES", help=submitted)
    return point


def is_past(options: argparse.Namespace) -> bool:
    """Tell whether the plan is asked for as it was."""
    return any(point is not None for point in (options.at, options.seq, options.submitted))


def seen(path: Path, options: argparse.Namespace, tell: Tell = complain) -> Seen:
    """Return the plan at `path` as it is asked for; PlanError where its history does not reach back so far.

    `tell` is told where the plan is an earlier state than was seen.
    """
    check_month(options)
    if not is_past(options):
        return Seen(load(path, tell), datetime.now(UTC))
    with closing(opened(path)) as store:
        return past_of(store, loaded_from(store, tell).plan, options)


def past_of(store: "PlanStore", plan: Plan, options: argparse.Namespace) -> Seen:
    """Return the plan of a store, which is `plan` now, as it was at the point that is asked for."""
    from scoring.text import moments  # most look at the plan of now

    now = datetime.now(UTC)
    if options.submitted is not None:
        return submitted(store, plan, parse_month(options.submitted, plan.year, plan.locale))
    if options.at is not None:
        at = moments.past_moment(options.at, plan, now)
        past = store.as_of(at)
        return Seen(past.plan, at, past, moments.as_it_was(at, plan))
    past = store.as_of(_row(options.seq))
    return Seen(past.plan, past.moment or now, past, moments.after_row(past.seq, past.at, plan))


def _row(text: str) -> int:
    """Return the number of a row that was typed; Usage where it is none."""
    if not (text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER):
        sentence = _("--seq lleva el número de una fila de «plan history», como 41, y no «{text}»\n")
        raise Usage(sentence.format(text=quoted(text)))
    return int(text)


def submitted(store: "PlanStore", plan: Plan, month: int) -> Seen:
    """Return the plan of a store, which is `plan` now, as a month of it was submitted last."""
    from scoring.text import moments
    from tui.controller.submitted import submitted_row

    past = store.as_of(submitted_row(store, plan, month))
    told = moments.as_submitted(month, past.at, plan)
    return Seen(past.plan, past.moment or datetime.now(UTC), past, told, month)


def tell(read: Seen, prefix: str = "") -> None:
    """Say on standard error where a plan is not that of now, for the verbs whose output is data."""
    if read.told:
        print(f"{prefix}{read.told}", file=sys.stderr)


def check_month(options: argparse.Namespace) -> None:
    """Raise Usage where another cut-off is asked for than the submitted one."""
    if options.submitted is not None and getattr(options, "month", None) is not None:
        raise Usage(_("--submitted ya dice de qué mes es el corte, y va sin --month\n"))


def refuse_past(options: argparse.Namespace, sentence: str) -> None:
    """Raise Usage with a sentence where the plan is asked for as it was."""
    if is_past(options):
        raise Usage(sentence)


def in_name(read: Seen) -> str:
    """Return what the name of a file says of a plan as it was; empty where it is as it is."""
    if read.past is None:
        return ""
    if read.submitted is not None:
        return _("presentado fila {seq}").format(seq=read.past.seq)
    at = local_time(read.at, read.plan.timezone, "%Y-%m-%d %H%M")
    return _("al {at} fila {seq}").format(at=at, seq=read.past.seq)
