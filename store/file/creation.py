"""A plan file where there was none."""

from pathlib import Path

from scoring.messages import _
from scoring.model import Plan
from scoring.text.system_errors import reason
from store.documents.encoding import encode
from store.documents.json_reading import Tables, decode
from store.documents.plan_documents import from_plan, to_plan
from store.errors import StoreError
from store.file.lock import locked
from store.file.replacing import write_new
from store.file.user_and_time import now, user
from store.history.records import opening

MODE = 0o660
"""Of a new plan file: its owner and its group may write, nobody else may read."""


def create_file(path: Path, plan: Plan, *, at: str | None, by: str | None) -> None:
    """Write `plan` to a new file; `store.create` says what is raised."""
    tables = from_plan(plan)
    tables["history"] = opening(tables, at=at or now(), by=by or user())
    write_file(path, tables)


def write_file(path: Path, tables: Tables) -> None:
    """Write a new plan file that holds `tables`; StoreError where there is a file already or none can be made."""
    data = encode(tables)
    to_plan(decode(data))
    try:
        with locked(path.parent) as directory:
            write_new(directory, path.name, data, mode=MODE)
    except FileExistsError:
        raise StoreError(_("ya existe «{path}»: no se toca").format(path=path)) from None
    except OSError as error:
        sentence = _("no se pudo crear «{path}»: {reason}").format(path=path, reason=reason(error))
        raise StoreError(sentence) from error
