"""A file that is no plan any more: what is wrong with it, and what can be used instead."""

import json
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from scoring.messages import _
from scoring.model.plain_values import plain
from scoring.model.structure import title_of
from store.documents.json_reading import Tables, decode, without_trailing_commas
from store.documents.migrations import SCHEMA, schema_of
from store.errors import DamagedError, NotSavedError, StoreError
from store.file.creation import usual_permissions
from store.file.permissions import Permissions
from store.file.reading import read_bytes, read_tables
from store.file.segments import copy_segments
from store.file.user_and_time import now, user
from store.history.records import opening
from store.history.soundness import first_break
from store.history.state import Stamp, event, from_tables
from store.loaded import Snapshot
from store.protocol import Record, Recovery
from store.recovery.git_merge import merge, sides
from store.recovery.snapshots import snapshots, sound_state


class Salvage(NamedTuple):
    """A plan found in a damaged file."""

    tables: Tables
    left_out: str
    """What of the file is not in it, as a sentence."""


def examine(path: Path) -> Recovery | None:
    """Return what can be done about the file at `path`, or None where nothing has to be."""
    try:
        broken = first_break("history", from_tables(read_tables(path)[0]).tables)
        if broken is None:
            return None
        sentence = _("el historial de «{path}» está roto ({where}: {what})")
        problem, where = sentence.format(path=path, where=broken.where, what=broken.text), broken.where
    except StoreError as error:
        problem, where = str(error), error.where if isinstance(error, DamagedError) else ""
    found = salvage(path)
    return Recovery(
        problem=problem,
        where=where,
        snapshot=newest_good(path),
        salvaged=from_tables(found.tables).plan if found else None,
        left_out=found.left_out if found else "",
    )


def restored(path: Path, source: Path | None, stamp: Stamp) -> Tables:
    """Return the tables that `source`, or with None what can be salvaged, puts in place of the file at `path`.

    They hold a row that says so; the segments before them, as far as the source has them, are then beside `path`.
    NotSavedError when there is nothing to be had, or it is another plan's.
    """
    if source is not None:
        tables, name = read_tables(source)[0], str(source)
    else:
        found = salvage(path)
        if found is None:
            raise NotSavedError(_("de «{path}» no se puede rescatar un plan").format(path=path))
        tables, name = found.tables, _("lo rescatado del archivo dañado")
    state = from_tables(tables)
    if broken := first_break("history", state.tables):
        sentence = _("el historial de «{source}» está roto ({where}: {what}): no se restaura; elija otro de «--list»")
        raise NotSavedError(sentence.format(source=name, where=broken.where, what=broken.text))
    if schema_of(tables) > SCHEMA:
        sentence = _("«{source}» lo escribió una versión más nueva del programa: actualice esta para restaurarlo")
        raise NotSavedError(sentence.format(source=name))
    own = _plan_id(path)
    if own is None and (good := newest_good(path)):
        own = _plan_id(good.path)
    if own not in (None, state.plan.id):
        sentence = _("«{source}» es otro plan ({other}, no {own}): no se restaura")
        raise NotSavedError(sentence.format(source=name, other=state.plan.id, own=own))
    if source is not None:
        permissions = Permissions.of(path) if path.exists() else usual_permissions(path.parent)
        with suppress(StoreError):
            copy_segments(source, tables, path, permissions)
    return event(state, stamp._replace(note=_("restaurado: {source}").format(source=name))).state.tables


def newest_good(path: Path) -> Snapshot | None:
    """Return the newest snapshot of the plan at `path` that is a sound plan of somebody who may write it."""
    return next((snapshot for snapshot in snapshots(path) if sound_state(path, snapshot)), None)


def salvage(path: Path) -> Salvage | None:
    """Return the plan that can be read from a damaged file, or None where there is none.

    It may have something after its end, as when a shorter text was written over a longer one, zeros or a byte order
    mark around it, or the two sides of a merge that git could not finish. Where its history is broken, the plan has a
    new one that begins with its values.
    """
    with suppress(StoreError):
        data = read_bytes(path)[0]
        found = _merged(data) or _first_value(data)
        return found and _with_sound_history(found)
    return None


def _with_sound_history(found: Salvage) -> Salvage:
    state = from_tables(found.tables)
    broken = first_break("history", state.tables)
    if broken is None:
        return found
    note = _("el historial anterior estaba roto: {where}").format(where=broken.where)
    history = opening(state.tables, at=now(), by=user(), note=note)
    left_out = _("{rest}; el historial anterior, roto en {where}").format(rest=found.left_out, where=broken.where)
    return Salvage({**state.tables, "history": history}, left_out)


def _first_value(data: bytes) -> Salvage | None:
    # What follows the plan may begin in the middle of a letter; in the plan itself nothing is guessed.
    text = data.decode("utf-8", errors="surrogateescape").strip("\0 \t\r\n\ufeff")
    for candidate in (text, without_trailing_commas(text)):
        with suppress(ValueError, RecursionError, DamagedError):
            _value, end = json.JSONDecoder().raw_decode(candidate)
            tables = decode(candidate[:end].encode())
            from_tables(tables)
            rest = len(candidate[end:].strip("\0").encode("utf-8", "surrogateescape"))
            nothing = _("nada: todo el plan se lee")
            return Salvage(tables, _("sobran {count} bytes después del plan").format(count=rest) if rest else nothing)
    return None


def _merged(data: bytes) -> Salvage | None:
    both = sides(data)
    if both is None:
        return None
    with suppress(DamagedError):
        merged = merge(*map(decode, both))
        from_tables(merged.tables)
        lost = "; ".join([*map(_dropped, merged.dropped), *merged.left])
        nothing = _("nada: los cambios de los dos lados caben juntos")
        return Salvage(merged.tables, _("del otro lado: {lost}").format(lost=lost) if lost else nothing)
    return None


def _dropped(row: Record) -> str:
    if row.act is not None:
        return f"{row.act} ({row.by})"
    if row.node is None:
        return f"{row.address} = {row.new if row.field is None else plain(row.new)} ({row.by})"
    sentence = _("{node}, quitado ({by})") if row.new is None else _("{node} «{what}», agregado ({by})")
    what = "" if row.new is None else title_of(row.new.record)
    return sentence.format(node=row.node, what=what, by=row.by)


def _plan_id(path: Path) -> str | None:
    with suppress(StoreError):
        return from_tables(read_tables(path)[0]).plan.id
    return None
