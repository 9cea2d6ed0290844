"""The picture that heads a plan's form, read from the file that the plan names."""

import stat
from pathlib import Path

from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Plan
from scoring.quoting import quoted
from scoring.text.system_errors import reason
from workbook.errors import ExportError
from workbook.model.picture import LARGEST, Picture, picture_of


def read_logo(plan: Plan, address: str) -> Picture | None:
    """Return the logo of the plan at `address`, from whose folder its path goes; None where it has none.

    PlanError where it cannot be read, or is no picture that a workbook can hold.
    """
    if not plan.logo:
        return None
    folder = Path(address).parent
    path = folder / plan.logo
    try:
        return picture_of(_bytes_of(path, folder))
    except OSError as error:
        why = reason(error)
    except ExportError as error:
        why = str(error)
    sentence = _("El logo «{path}» no sirve: {why}. Corrija plan.logo, o quítelo con «plan edit plan.logo=».")
    raise PlanError(sentence.format(path=quoted(str(path), limit=200), why=why))


def _bytes_of(path: Path, folder: Path) -> bytes:
    """Return what is in a file, and no more than one byte beyond what a picture may have.

    A link that leads out of the plan's folder is not followed: whoever writes the plan could have a picture of
    somebody else's put into the workbook that they export.
    """
    if not path.resolve().is_relative_to(folder.resolve()):
        raise ExportError(_("lleva fuera de la carpeta del plan"))
    if not stat.S_ISREG(path.stat().st_mode):  # reading a pipe would wait for somebody to write into it
        raise ExportError(_("no es un archivo común"))
    with path.open("rb") as file:
        return file.read(LARGEST + 1)
