"""Which heading is which field, as a person writes it down: a TOML file that an entity's next form is read with.

[columnas]
"Meta 2025" = "meta"
"Observaciones" = "atributo"
"""

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from scoring.errors import PlanError
from scoring.messages import _
from scoring.text.suggestions import meant
from scoring.text.system_errors import reason
from workbook.form.headings.columns import Column
from workbook.form.words import Role, plain

SECTION: Final = "columnas"
SHEET: Final = "hoja"
KEPT: Final = "atributo"
NAMES: Final[Mapping[str, Role]] = {
    "numero": Role.NUMBER,
    "objetivo": Role.OBJECTIVE,
    "nivel": Role.ABOVE,
    "accion": Role.ACTION,
    "producto": Role.PRODUCT,
    "indicador": Role.INDICATOR,
    "formula": Role.FORMULA,
    "unidad": Role.UNIT,
    "linea_base": Role.BASELINE,
    "meta": Role.GOAL,
    "sentido": Role.DIRECTION,
    "peso": Role.WEIGHT,
    "peso_objetivo": Role.OBJECTIVE_WEIGHT,
    "peso_accion": Role.ACTION_WEIGHT,
    "responsable": Role.RESPONSIBLE,
    "inicio": Role.START,
    "fin": Role.END,
    "duracion": Role.DURATION,
    "cronograma": Role.SCHEDULE,
    "entrega": Role.DELIVERY,
    "programado": Role.PROGRAMME,
    "ejecutado": Role.EXECUTED,
    KEPT: Role.KEPT,
}
"""How a person calls what a column holds."""
MAX_BYTES: Final = 100_000


def read_column_map(path: Path) -> dict[str, Role | None]:
    """Return the roles in a file by plain heading; PlanError where it cannot be read or names no field."""
    document = _document(path)
    columns: Any = document.get(SECTION, document)
    if not isinstance(columns, dict) or not all(isinstance(name, str) for name in columns.values()):
        sentence = _('{path} no tiene una tabla [{section}] con líneas como "Meta 2025" = "meta".')
        raise PlanError(sentence.format(path=path, section=SECTION))
    return {plain(heading): _role(path, heading, name) for heading, name in columns.items()}


def sheet_named(path: Path) -> str:
    """Return the one sheet that a file says is to be read; empty where it says of none."""
    return str(_document(path).get(SHEET, "")) if SECTION in _document(path) else ""


def _document(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        return tomllib.loads(data.decode("utf-8"))
    except OSError as error:
        raise PlanError(_("No se puede leer {path}: {reason}.").format(path=path, reason=reason(error))) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        sentence = _("{path} no es TOML ({error}): pida uno con «plan new --from-form FORMULARIO --show-columns».")
        raise PlanError(sentence.format(path=path, error=error)) from error


def _role(path: Path, heading: str, name: str) -> Role | None:
    if name in NAMES.values():  # the program's own name of the field
        return None if name == Role.KEPT else Role(name)
    if name not in NAMES:
        sentence = _("{path}: «{heading}» no puede ser «{name}»; puede ser {known}.")
        told = sentence.format(path=path, heading=heading, name=name, known=", ".join(NAMES))
        raise PlanError(told + meant(name, NAMES))
    return None if name == KEPT else NAMES[name]


def written(columns: Iterable[Column], sheet: str = "") -> Iterator[str]:
    """Yield the lines of a file that says of each of the columns what it was taken for, and of which sheet they are."""
    names = {role: name for name, role in NAMES.items()}
    if sheet:
        yield f"{SHEET} = {json.dumps(sheet, ensure_ascii=False)}"
    yield f"[{SECTION}]"
    for column in columns:
        yield f"{json.dumps(column.label, ensure_ascii=False)} = {json.dumps(names[column.role or Role.KEPT])}"
