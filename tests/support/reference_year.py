"""A plan's year kept in plain dictionaries: what each step has to come to, worked out without the program's rules."""

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import count
from typing import Any, Final, TypeAlias

Held: TypeAlias = dict[str, Any]
"""What a plan holds, by address: `4.efectivas@3`, `4.weight`, `close@3`, `reopening.4@3`, `sign_off.reviso`."""
Wanted: TypeAlias = Sequence[tuple[str, Any]]
"""Addresses, and what each is to hold; None empties it."""
Row: TypeAlias = dict[str, Any]

ROLES: Final = {"elaboro": (), "reviso": (), "aprobo": ("ana",)}
"""The roles, and who may sign in each; nobody named means anybody."""
MONTHS: Final = range(1, 13)
LASTING: Final = ("close", "reopening", "sign_off", "approval")


class RefusedError(Exception):
    """What the rules do not allow."""


class ReferenceYear:
    """A plan's year; `submit` returns the figures that a plan with these cells and fields has at a month."""

    def __init__(self, held: Held, major: Collection[str], submit: Callable[[Held, int], Any]) -> None:
        self.held = dict(held)
        self.revs: dict[str, int] = {}
        self.rows: list[Row] = []
        self.submitted: dict[int, list[Any]] = {}
        """The figures of every close of each month, the first one first."""
        self._major = frozenset(major)
        self._submit = submit
        self._numbers = count()

    def terms(self, held: Mapping[str, Any]) -> tuple[Any, ...]:
        """Return what is signed when a version is."""
        return tuple(sorted((name, held.get(name)) for name in self._major))

    @property
    def version(self) -> int:
        """The version that was approved last."""
        return int(self.held["approval"]["version"]) if "approval" in self.held else 0

    @property
    def has_pending_amendment(self) -> bool:
        """Whether the terms are others than those approved last."""
        return "approval" in self.held and self.held["approval"]["of"] != self.terms(self.held)

    @property
    def closed_through(self) -> int:
        """The last closed month."""
        return max((month for month in MONTHS if f"close@{month}" in self.held), default=0)

    def commit(self, by: str, asked: Wanted, base: Mapping[str, int], *, note: str = "") -> None:
        """Make a batch of changes that somebody asks for who has seen the revisions `base`; RefusedError."""
        before, after = self.held, dict(self.held)
        wanted = dict(asked)
        made: list[tuple[str, Any]] = []
        for address, value in wanted.items():
            if not _is_act(address):
                made.append((address, value))
                _put(after, address, value)
        for address, value in wanted.items():
            if _is_act(address):
                for change in self._done(after, by, address, value):
                    made.append(change)
                    _put(after, *change)
        for address, value in made:
            self._check_open(before, address, value)
        if self.version and self.terms(before) != self.terms(after) and not note.strip():
            raise RefusedError("reason")
        for address, value in made:
            if base.get(address, 0) != self.revs.get(address, 0) and before.get(address) != value:
                raise RefusedError("conflict")
        if not note:
            made = [(address, value) for address, value in made if before.get(address) != value]
        self._record(by, "edit", made)

    def outside(self, changes: Wanted) -> None:
        """Take in what another program has changed."""
        self._record("", "external", [change for change in changes if self.held.get(change[0]) != change[1]])

    def undo(self, by: str, kept: Collection[int]) -> None:
        """Take back somebody's latest batch; `kept` has the batches that are in the plan's own file; RefusedError."""
        self._reverse(by, kept, "undo")

    def redo(self, by: str, kept: Collection[int]) -> None:
        """Put back what somebody took back last."""
        self._reverse(by, kept, "redo")

    def _reverse(self, by: str, kept: Collection[int], kind: str) -> None:
        done, undone = self._stacks(by, kept)
        source = done if kind == "undo" else undone
        if not source:
            raise RefusedError("nothing")
        of, rows = source[-1]
        ours = {row["address"]: row["rev"] for row in rows}
        terms = [row["seq"] for row in rows if row["address"] in self._major]
        for row in self.rows:
            is_later = row["rev"] > ours.get(row["address"], row["rev"])
            if is_later and (row["by"] != by or row["kind"] == "external"):
                raise RefusedError("foreign")
            if terms and _is_sign_off_of_terms(row["address"]) and row["seq"] > terms[-1]:
                raise RefusedError("signed")
        changes = [(row["address"], row["old"]) for row in reversed(rows)]
        for address, value in changes:
            self._check_open(self.held, address, value)
        self._record(by, kind, changes, of=of)

    def _stacks(self, by: str, kept: Collection[int]) -> tuple[list[Any], list[Any]]:
        batches: dict[int, list[Row]] = {}
        for row in self.rows:
            if row["by"] == by and row["kind"] != "external" and row["batch"] in kept:
                batches.setdefault(row["batch"], []).append(row)
        done: list[Any] = []
        undone: list[Any] = []
        for batch, rows in batches.items():
            if rows[0]["kind"] == "edit":
                undone.clear()
                if not any(row["address"].startswith(LASTING) for row in rows):
                    done.append((batch, rows))
                continue
            source, target = (done, undone) if rows[0]["kind"] == "undo" else (undone, done)
            source[:] = [item for item in source if item[0] != rows[0]["of"]]
            target.append((rows[0]["of"], rows))
        return done, undone

    def _done(self, held: Held, by: str, address: str, value: Any) -> Wanted:
        kind, subject, month = _parts(address)
        if value is None:
            if kind in LASTING:
                raise RefusedError("lasting")
            return [(address, None)]
        if kind == "close":
            return self._closed(held, by, month)
        if kind == "reopening":
            return [(address, self._reopened(held, subject, month, value))]
        if kind == "sign_off":
            return self._signed(held, by, subject, month, value)
        return [(address, {"text": value, "number": next(self._numbers)})]

    def _closed(self, held: Held, by: str, month: int) -> Wanted:
        ended = [name for name in held if _parts(name)[0] == "reopening" and _parts(name)[2] <= month]
        if not ended and any(f"close@{each}" in held for each in MONTHS if each >= month):
            raise RefusedError("closed")
        corrected = {
            cell
            for name in ended
            for cell in held[name]["before"].keys() | _cells(held, name).keys()
            if held[name]["before"].get(cell) != held.get(cell)
        }
        approval = held.get("approval")
        close = {
            "figures": self._submit(held, month),
            "corrected": frozenset(corrected),
            "version": approval["version"] if approval else 0,
            "by": by,
            "number": next(self._numbers),
        }
        return [(f"close@{month}", close), *((name, None) for name in ended)]

    def _reopened(self, held: Held, subject: str, month: int, reason: str) -> Any:
        opened = {f"reopening@{month}", f"reopening.{subject}@{month}" if subject else f"reopening@{month}"}
        if not reason.strip() or month > _closed_through(held) or opened & held.keys():
            raise RefusedError("reopening")
        address = f"reopening.{subject}@{month}" if subject else f"reopening@{month}"
        return {"before": _cells(held, address), "number": next(self._numbers)}

    def _signed(self, held: Held, by: str, role: str, month: int, shown: Any) -> Wanted:
        """`shown` is what the signer was shown: the terms, or the number of the close."""
        close = held.get(f"close@{month}")
        present = (close and close["number"]) if month else self.terms(held)
        if present is None or shown != present or (ROLES[role] and by not in ROLES[role]):
            raise RefusedError("signing")
        suffix = f"@{month}" if month else ""
        sign_off = (f"sign_off.{role}{suffix}", {"of": present, "by": by, "number": next(self._numbers)})
        after = held | dict([sign_off])
        approved = held.get("approval")
        covered = all(after.get(f"sign_off.{each}", {}).get("of") == present for each in ROLES)
        if month or not covered or (approved and approved["of"] == present):
            return [sign_off]
        version = approved["version"] + 1 if approved else 1
        return [sign_off, ("approval", {"version": version, "of": present, "number": next(self._numbers)})]

    def _check_open(self, held: Held, address: str, value: Any) -> None:
        month = _closing_month(address)
        if not month or held.get(address) == value or month > _closed_through(held):
            return
        if not {f"reopening@{month}", f"reopening.{address.partition('.')[0]}@{month}"} & held.keys():
            raise RefusedError("closed")

    def _record(self, by: str, kind: str, changes: Wanted, of: int | None = None) -> None:
        batch = next(self._numbers)
        for address, value in changes:
            self.revs[address] = self.revs.get(address, 0) + 1
            self.rows.append(
                {
                    "seq": len(self.rows),
                    "by": by,
                    "kind": kind,
                    "batch": batch,
                    "of": of,
                    "address": address,
                    "rev": self.revs[address],
                    "old": self.held.get(address),
                }
            )
            _put(self.held, address, value)
            if address.startswith("close@"):
                self.submitted.setdefault(_parts(address)[2], []).append(value["figures"])


def _parts(address: str) -> tuple[str, str, int]:
    """Return the kind of an act (or an indicator), the rest of its address, and the month, 0 where it has none."""
    name, _at, month = address.partition("@")
    kind, _dot, subject = name.partition(".")
    return kind, subject, int(month or 0)


def _is_act(address: str) -> bool:
    return _parts(address)[0] in {*LASTING, "remark", "evidence"}


def _is_sign_off_of_terms(address: str) -> bool:
    return address.startswith("sign_off.") and "@" not in address


def _closed_through(held: Held) -> int:
    return max((month for month in MONTHS if f"close@{month}" in held), default=0)


def _cells(held: Held, reopening: str) -> Held:
    """Return the cells with a value that a reopening opens."""
    _kind, subject, month = _parts(reopening)
    return {
        address: value
        for address, value in held.items()
        if _closing_month(address) == month and subject in {"", address.partition(".")[0]}
    }


def _closing_month(address: str) -> int:
    """Return the month that a cell is closed with, the last one for a constant and a budget; 0 for what is no cell."""
    if _is_act(address):
        return 0
    return 12 if address in {"7.base", "R1.propios"} else _parts(address)[2]


def _put(held: Held, address: str, value: Any) -> None:
    if value is None:
        held.pop(address, None)
    else:
        held[address] = value
