"""An earlier state in the place of a plan that was seen newer: what it lacks, and which kept state has that."""

import shlex
from pathlib import Path

from scoring.messages import _, ngettext
from scoring.model import Plan
from store.documents.json_reading import Tables
from store.file.seen_heads import row_hashes
from store.loaded import Rollback, Seen, Snapshot
from store.recovery.snapshots import snapshots, sound_state


def rollback(path: Path, plan: Plan, tables: Tables, recorded: Seen, seen: Seen) -> Rollback:
    """Return what is to be said of a plan read from `path`, whose history goes to `recorded` and lacks `seen`."""
    kept, lost = _fullest(path, plan, tables, seen)
    file = shlex.quote(str(path))
    happened = _(
        "«{path}» es un estado anterior, o de otra rama: llega al cambio {newest} y usted ya había visto el {seen}"
    ).format(path=path, newest=recorded.seq, seen=seen.seq)
    ways = _("no se guarda un estado con lo que falta, búsquelo en un respaldo")
    if kept:
        told = ngettext(
            "vuelva con «plan restore {file} {state}», que tiene {count} cambio más",
            "vuelva con «plan restore {file} {state}», que tiene {count} cambios más",
            lost,
        )
        ways = told.format(file=file, state=shlex.quote(str(kept.path)))
    accept = _("o acéptelo con «plan restore {file} --accept»").format(file=file)
    sentence = _("{happened}; nada se escribe encima: {ways}, {accept}").format(
        happened=happened, ways=ways, accept=accept
    )
    return Rollback(seen.seq, recorded.seq, kept, lost, sentence)


def _fullest(path: Path, plan: Plan, tables: Tables, seen: Seen) -> tuple[Snapshot | None, int]:
    """Return the newest kept state with all of what was seen, or else with most, and how many rows `tables` lack."""
    there = row_hashes(tables)
    best: tuple[Snapshot | None, int] = (None, 0)
    for snapshot in snapshots(path):
        kept = sound_state(path, snapshot)
        if kept is None or kept.plan.id != plan.id:
            continue
        hashes = row_hashes(kept.tables)
        lost = len(hashes - there)
        if lost and hashes.issuperset(seen.tips):
            return snapshot, lost
        if lost > best[1]:
            best = snapshot, lost
    return best
