"""Evidence of a value or a remark: where it is, and whether a local file is still the one that was named."""

import hashlib
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Final, NamedTuple

from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Plan
from scoring.model.acts import Act, Evidence, Remark
from scoring.quoting import quoted
from scoring.text.system_errors import reason

_LARGEST: Final = 1 << 30
"""Bytes of a file whose digest is kept."""


class Fault(NamedTuple):
    """An evidence that is not there as it was."""

    act: Act
    source: str
    text: str


def evidence_of(source: str, plan: Path) -> Evidence:
    """Return the evidence that a text names, seen from this folder: a file with its SHA-256, or anything else as it is.

    A file inside the plan's folder is named from there, so that it is found by whoever opens the plan; PlanError for
    one that cannot be read, or a folder.
    """
    if not source.strip():
        raise PlanError(_("Falta la evidencia: una ruta, una dirección o un número de radicado."))
    path = Path(source).expanduser()
    try:
        if not path.exists():
            return Evidence(source.strip())
        digest = _digest(path)
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        raise PlanError(_("No se puede leer la evidencia {path}: {why}").format(path=quoted(source), why=why)) from None
    whole, folder = path.resolve(), plan.resolve().parent
    return Evidence(str(whole.relative_to(folder) if whole.is_relative_to(folder) else whole), digest)


def not_found(evidence: Evidence) -> str:
    """Return the sentence that what seems to name a file names none that is there; empty for any other evidence."""
    source = evidence.source
    if evidence.digest or "://" in source or not (PurePath(source).suffix[1:].isalpha() or "/" in source):
        return ""
    sentence = _("no hay un archivo {path}: queda escrito como texto, y «plan verify --evidence» no lo comprueba")
    return sentence.format(path=quoted(source))


def faults(plan: Plan, file: Path) -> Iterator[Fault]:
    """Yield every file of evidence that is gone or was changed since it was named."""
    for act, value in plan.acts.items():
        evidence = value.evidence if isinstance(value, Remark) else value
        if isinstance(evidence, Evidence) and evidence.digest:
            try:
                digest = _digest(file.resolve().parent / evidence.source)
            except (OSError, ValueError):
                yield Fault(act, evidence.source, _("ya no está o no se puede leer"))
                continue
            if digest != evidence.digest:
                yield Fault(act, evidence.source, _("cambió desde que se anotó"))


def _digest(path: Path) -> str:
    if not path.is_file():  # a pipe or a device may have no end
        raise ValueError(_("no es un archivo"))
    if path.stat().st_size > _LARGEST:
        raise ValueError(_("tiene más de {limit} MB").format(limit=_LARGEST >> 20))
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
