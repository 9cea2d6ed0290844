"""A plan file where there was none."""

import os
from datetime import UTC, datetime
from pathlib import Path

from scoring.i18n import _
from scoring.model import Plan
from store.documents import from_plan, to_plan
from store.encoding import decode
from store.errors import StoreError
from store.history import opening
from store.identity import user
from store.layout import encode


def create_file(target: Path, plan: Plan, *, at: str | None, by: str | None) -> None:
    """Write `plan` to a new file; `store.create` tells the rest."""
    tables = from_plan(plan)
    moment = at or datetime.now(UTC).isoformat(timespec="milliseconds")
    tables["history"] = opening(tables, at=moment, by=by or user())
    data = encode(tables)
    to_plan(decode(data))
    temporary = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o660)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(descriptor)
            os.link(temporary, target)
        finally:
            temporary.unlink()
        _sync_directory(target.parent)
    except FileExistsError:
        raise StoreError(_("ya existe «{path}»: no se toca").format(path=target)) from None
    except OSError as error:
        sentence = _("no se pudo crear «{path}»: {reason}").format(path=target, reason=error.strerror)
        raise StoreError(sentence) from error


def _sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
