"""What the form says of the plan's year: stage, signatures, digest; and that none of it is read back."""

from pathlib import Path
from typing import Final

import pytest
from years import closed, signed

from plans import worked_example
from scoring.model import Plan, Role
from scoring.model.fields import Field, FieldChange
from scoring.precision import ONE
from scoring.year.terms import terms_digest
from workbook import form
from workbook.form.definition_changes import read_definition
from workbook.model.export_context import ExportContext
from workbook.model.sheet import Sheet
from workbook.sheets.workbooks import form_workbook, plan_workbook
from workbook.writing.replacing_file import write

MARCH: Final = ExportContext(3)
DRAFT: Final = worked_example()
APPROVED: Final = signed(DRAFT, ["Elaboró", "Revisó", "Aprobó"])
AMENDED: Final = APPROVED.with_changes([FieldChange(Field("4", "target"), ONE)])


def form_of(plan: Plan, *, to_sign: bool = False) -> Sheet:
    book = form_workbook(plan, MARCH) if to_sign else plan_workbook(plan, MARCH)
    return next(sheet for sheet in book.sheets if sheet.name == "Plan de Acción")


def texts(sheet: Sheet) -> list[str]:
    return [cell.value for cell in sheet.cells.values() if isinstance(cell.value, str)]


def block(sheet: Sheet) -> dict[str, str]:
    """Return what stands in the row to be signed, by role."""
    row = next(row for (row, column), cell in sheet.cells.items() if column == 1 and cell.value == "Firma:")
    top = row - 4
    return {str(sheet.cells[top, column].value): str(sheet.cells[row, column].value) for column in (3, 9, 15)}


def stage(sheet: Sheet) -> tuple[object, object]:
    """Return the stage in the document control, and what stands below it."""
    below = sheet.cells.get((5, 16))
    return sheet.cells[4, 17].value, below.value if below else None


def test_a_draft_says_so_and_its_block_is_empty() -> None:
    sheet = form_of(DRAFT)
    assert stage(sheet) == ("En elaboración, nada firmado", None)
    assert set(block(sheet).values()) == {""}


def test_who_signed_is_in_the_block_and_who_did_not_has_room() -> None:
    signatures = block(form_of(signed(DRAFT, ["reviso"], signature="-----BEGIN SSH SIGNATURE-----")))
    assert signatures["Elaboró"] == ""
    assert signatures["Revisó"] == (
        "Firmado en el programa por root (luis) el 10 abr 2024 10:00 · versión 1, con llave SSH · "
        f"SHA-256 {terms_digest(DRAFT)[:16]}…"
    )
    assert "sin llave SSH" in block(form_of(APPROVED))["Aprobó"]


def test_a_plan_in_force_says_its_version_what_is_closed_and_what_waits_to_be_approved() -> None:
    assert stage(form_of(APPROVED)) == ("Vigente, versión 1", None)
    assert stage(form_of(closed(AMENDED, 3))) == (
        "Vigente, versión 1",
        "Modificación pendiente de aprobación; cerrado hasta marzo",
    )


def test_a_signature_that_no_longer_covers_what_is_in_force_says_so() -> None:
    assert all(text.endswith("ya no cubre lo vigente") for text in block(form_of(AMENDED)).values())
    assert not any("ya no cubre" in text for text in texts(form_of(APPROVED)))


def test_a_role_that_has_no_column_is_in_the_small_print() -> None:
    plan = signed(DRAFT._replace(roles=(Role("Auditor"),)), ["auditor"])
    (said,) = [text for text in texts(form_of(plan)) if text.endswith("Auditor")]
    assert said.startswith("Firmado en el programa por root (luis)")


def test_a_signature_that_the_form_prints_stays() -> None:
    first, *others = DRAFT.texts.signatures
    form_texts = DRAFT.texts._replace(signatures=(first._replace(signed="(firmado)"), *others))
    sheet = form_of(signed(DRAFT._replace(texts=form_texts), ["elaboro"]))
    assert block(sheet)["Elaboró"] == "(firmado)"
    assert any(text.endswith("· Elaboró") for text in texts(sheet))


def test_only_the_form_that_is_to_be_signed_has_the_whole_digest() -> None:
    digest = terms_digest(AMENDED)
    (said,) = [text for text in texts(form_of(AMENDED, to_sign=True)) if digest in text]
    assert said.startswith("SHA-256 de los términos de la versión 2")
    assert not any(digest in text for text in texts(form_of(AMENDED)))


@pytest.mark.parametrize("to_sign", [False, True])
@pytest.mark.parametrize("labels", [5, 4])
def test_nothing_of_it_changes_the_definition(tmp_path: Path, *, to_sign: bool, labels: int) -> None:
    names = DRAFT.texts.signature_labels[:labels]
    plan = DRAFT._replace(texts=DRAFT.texts._replace(signature_labels=names), roles=(Role("Auditor"),))
    plan = closed(signed(plan, ["Elaboró", "Revisó", "Aprobó", "Auditor"]), 2)
    path = tmp_path / "libro.xlsx"
    write(form_workbook(plan, MARCH) if to_sign else plan_workbook(plan, MARCH), path)
    found = read_definition(path, plan)
    assert (found.changes, found.conflicts, found.left) == ((), (), ())


def test_a_form_of_which_nothing_but_the_sheet_is_left_has_no_signatures(tmp_path: Path) -> None:
    path = tmp_path / "libro.xlsx"
    book = form_workbook(APPROVED, MARCH)
    sheets = [sheet for sheet in book.sheets if not sheet.hidden]
    write(book._replace(sheets=sheets, written=book.written[:1], tabs=book.tabs[:1]), path)
    read = form.read(path).plan
    assert read.texts.signatures == DRAFT.texts.signatures
    assert read.texts.heading == DRAFT.texts.heading
