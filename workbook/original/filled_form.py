"""The form that a plan was made from, filled in with the plan as it is, and what it still does not say."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from scoring.messages import _
from scoring.model import Plan
from workbook.errors import WorkbookError
from workbook.form.files.book import read_book
from workbook.form.files.grid import Book, Place
from workbook.form.reading import FormReading, Wanted, read
from workbook.original.changed_cells import changed_cells
from workbook.original.left_unsaid import unsaid
from workbook.original.package import counts_from_1904, form_package, sheet_parts, sheet_title, with_parts
from workbook.original.sheet_cells import Content, with_contents
from workbook.writing.replacing_file import Guard, replacing


def export_original(plan: Plan, form: Path, wanted: Wanted, path: Path, guard: Guard | None = None) -> tuple[str, ...]:
    """Write the plan in the layout of the form that it was made from; return sentences on what that does not say.

    `wanted` is how the form was read. WorkbookError where it cannot be read or is the official one, and ExportError
    where the target cannot be written.
    """
    reading = read(form, wanted)
    if not reading.lines:
        sentence = _("{name} es el formulario oficial: el plan sale en él con «plan export --signature».")
        raise WorkbookError(sentence.format(name=form.name))
    data = filled(reading, plan, form, read_book(form)[0])
    with replacing(path, guard) as temporary:
        temporary.write_bytes(data)
        again = read(temporary, wanted)
    return tuple(unsaid(plan, reading, again))


def filled(reading: FormReading, plan: Plan, form: Path, book: Book) -> bytes:
    """Return the form as a workbook, with what the plan says in its cells.

    Where an indicator was taken out, its cells are emptied and its row is hidden.
    """
    data = form_package(form, book)
    contents: dict[str, dict[Place, Content]] = {}
    for change in changed_cells(reading, plan, book):
        contents.setdefault(change.sheet, {})[change.place] = change.content
    hidden: dict[str, set[int]] = {}
    own: dict[str, set[int]] = {}
    for id_, line in reading.lines.items():
        own.setdefault(line.sheet, set()).add(line.row)
        if plan.indicator(id_) is None:
            hidden.setdefault(line.sheet, set()).add(line.row)
            columns = (*line.columns.fields.values(), *line.columns.kept, *line.columns.programme)
            contents.setdefault(line.sheet, {}).update({(line.row, column.number): "" for column in columns})
    changed = contents.keys() | hidden.keys()
    if not changed:
        return data
    parts, from_1904 = sheet_parts(data), counts_from_1904(data)
    names = {grid.visible()[0].title: parts[sheet_title(grid.title)] for grid in book.sheets}
    made: dict[str, bytes] = {}
    with ZipFile(BytesIO(data)) as archive:
        for sheet in changed:
            made[names[sheet]] = with_contents(
                archive.read(names[sheet]),
                contents.get(sheet, {}),
                hidden.get(sheet, set()),
                own[sheet],
                from_1904=from_1904,
            )
    return with_parts(data, made)
