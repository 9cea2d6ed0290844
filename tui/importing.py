"""Taking a filled workbook in: first shown, then written whole as one step or not at all. Loads openpyxl."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Cell, Plan
from store import ConflictError, Loaded, NotSavedError
from tui.desk import Desk, Saving
from tui.grid.spans import Ink
from tui.pages.importing import OVERWRITE, TAKE, importing_page
from workbook.reading.comparison import Import, read


def read_workbook(path: Path, plan: Plan) -> Import:
    """Compare the workbook at `path`, in which `~` is the person's home, with `plan`.

    Touches nothing of the desk, so that a thread can do it beside the typing. Raises WorkbookError.
    """
    with suppress(RuntimeError):  # nobody's home stays as it was typed, and there is no such file
        path = path.expanduser()
    return read(path, plan)


def show(desk: Desk, found: Import, seen: Mapping[Cell, int]) -> None:
    """Show what the workbook changes, with the keys that write it.

    `seen` holds the revisions of the plan that the workbook was compared with: what is written is what was shown.
    """
    if desk.busy:
        desk.tell(_("el libro está leído; termine lo que está haciendo y vuelva a importarlo"), Ink.ALERT)
        return
    page = importing_page(desk.session.plan, found, desk.width, desk.glyphs)
    if not found.problems and (found.changes or found.conflicts):
        key = OVERWRITE if found.conflicts else TAKE
        page.keys = {key: lambda: take(desk, found, seen)}
    desk.message = []
    desk.open(page)


def take(desk: Desk, found: Import, seen: Mapping[Cell, int]) -> None:
    """Write everything the workbook changes as one step, its side in the conflicts that were shown; else nothing."""
    desk.close()
    try:
        batch = found.batch(overwrite=True)
        write = desk.session.writing(batch, found.note, seen)
    except PlanError as error:
        desk.refuse(error)
        return

    def unasked() -> Loaded:
        # Of many cells none is asked about: the page that shows them all is read again.
        try:
            return write()
        except ConflictError as error:
            sentence = _("No se importó nada; vuelva a importar el libro. {reason}").format(reason=error)
            raise NotSavedError(sentence) from error

    def imported(_cells: frozenset[Cell]) -> None:
        desk.session.read_notes()
        desk.touch_all()
        desk.tell(_("importado: {count} celdas; u lo deshace").format(count=len(batch)), Ink.GREEN)

    desk.saving = Saving(unasked, imported, batch)
