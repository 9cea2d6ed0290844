"""The form that a plan was made from, kept beside it, with how its columns were read, to be filled in again."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from scoring.errors import PlanError
from scoring.messages import _
from scoring.text.system_errors import reason
from tui.exports.readers import open_to_readers_of
from workbook.form import Wanted
from workbook.form.headings.column_map import read_column_map, sheet_named, written
from workbook.form.headings.columns import Column

_FORM: Final = ".formulario"
_COLUMNS: Final = ".columnas.toml"


def keep_form(form: Path, plan: Path) -> None:
    """Put a copy of the form beside its plan, for those who may read the plan; say so, or why not, on stderr."""
    _keep(
        plan.with_suffix(f"{_FORM}{form.suffix.lower()}"),
        form.read_bytes,
        plan,
        done=_("{path} guarda el formulario, para exportar en su disposición (plan export --layout original)"),
        occupied=_("{path} ya está y no se tocó: el formulario no se guardó."),
        failed=_("El formulario no se guardó en {path}: {reason}."),
    )


def keep_columns(columns: Iterable[Column], sheet: str, plan: Path) -> None:
    """Put beside a plan which column of its form is what, and the one sheet that was read; say so on stderr."""
    _keep(
        plan.with_suffix(_COLUMNS),
        lambda: "\n".join([*written(columns, sheet), ""]).encode(),
        plan,
        done=_("{path} guarda qué columna es qué, para el próximo formulario (--columns)"),
        occupied=_("{path} ya está y no se tocó: las columnas no se guardaron."),
        failed=_("Las columnas no se guardaron en {path}: {reason}."),
    )


def kept_form(plan: Path) -> Path:
    """Return the form beside a plan; PlanError where there is none, or more than one."""
    found = sorted(plan.parent.glob(f"{_escaped(plan.stem)}{_FORM}.*"))
    if len(found) == 1:
        return found[0]
    name = plan.with_suffix(f"{_FORM}.xlsx")
    sentence = (
        _("Junto al plan hay varios formularios ({path}…): nombre el suyo con --form FORMULARIO.")
        if found
        else _(
            "No está {path}, el formulario del que se hizo el plan: nómbrelo con --form FORMULARIO. "
            "En el formulario oficial el plan sale con --signature."
        )
    )
    raise PlanError(sentence.format(path=found[0] if found else name))


def kept_reading(plan: Path) -> Wanted:
    """Return how the form beside a plan is to be read: as its words tell where nothing else is kept."""
    kept = plan.with_suffix(_COLUMNS)
    return Wanted(read_column_map(kept), sheet_named(kept)) if kept.is_file() else Wanted()


def _keep(path: Path, read: Callable[[], bytes], plan: Path, *, done: str, occupied: str, failed: str) -> None:
    """Write what `read` returns to a new file for those who may read the plan, and say on stderr what came of it."""
    try:
        data = read()
        with path.open("xb") as file:
            open_to_readers_of([plan], path)
            file.write(data)
    except FileExistsError:
        print(occupied.format(path=path), file=sys.stderr)
    except OSError as error:
        print(failed.format(path=path, reason=reason(error)), file=sys.stderr)
    else:
        print(done.format(path=path), file=sys.stderr)


def _escaped(stem: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in stem)
