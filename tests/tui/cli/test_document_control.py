"""The document control of the form: code, version and logo, which the plan says and the workbook prints."""

import os
import re
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from pictures import jpeg, png

from command import Run
from workbook.model.picture import LARGEST


def exported(run: Run, plan_file: Path) -> Path:
    """Return the workbook that an export writes."""
    book = plan_file.with_name("libro.xlsx")
    done = run("export", plan_file, "--month", "3", "-o", book, "--force")
    assert done.code == 0, done.err
    return book


def test_code_version_and_logo_are_in_the_form_and_the_workbook_comes_back(run: Run, plan_file: Path) -> None:
    plan_file.with_name("logo.png").write_bytes(png(400, 100))
    fields = ("plan.code=PL-FR-02", "plan.version=03", "plan.logo=logo.png")
    assert run("edit", plan_file, *fields, "--reason", "acta 2").code == 0
    assert "plan código · → PL-FR-02  motivo: acta 2" in run("history", plan_file).out
    book = exported(run, plan_file)
    sheet = openpyxl.load_workbook(book)["Plan de Acción"]
    assert [sheet["Q1"].value, sheet["Q2"].value] == ["PL-FR-02", "03"]
    with ZipFile(book) as archive:
        pictures = [name for name in archive.namelist() if name.startswith("xl/media/")]
        assert [archive.read(name) for name in pictures] == [png(400, 100)]
        [drawing] = [text for name in archive.namelist() if b"<pic>" in (text := archive.read(name))]
    sizes = re.search(rb'<ext cx="(\d+)" cy="(\d+)"', drawing)
    assert sizes
    assert int(sizes[1]) == 4 * int(sizes[2])
    assert run("import", plan_file, book, "--definition").code == 0
    assert run("verify", plan_file).code == 0


def test_a_jpeg_will_do_and_a_plan_without_a_logo_has_no_picture(run: Run, plan_file: Path) -> None:
    with ZipFile(exported(run, plan_file)) as archive:
        assert not [name for name in archive.namelist() if name.startswith("xl/media/")]
    plan_file.with_name("logo.jpg").write_bytes(jpeg(30, 40))
    assert run("edit", plan_file, "plan.logo=./logo.jpg").code == 0
    with ZipFile(exported(run, plan_file)) as archive:
        assert archive.read("xl/media/image1.jpeg") == jpeg(30, 40)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (None, "no existe"),
        (b"", "no es una imagen PNG o JPEG"),
        (b"GIF89a", "no es una imagen PNG o JPEG"),
        (png(4, 4)[:-8], "o está cortada"),
        (jpeg(4, 4)[:12] + b"\xff\xd9", "o está cortada"),
        (png(0, 4), "de ninguno"),
        (jpeg(9000, 4), "más de 8000 puntos"),
        (png(4, 4) + bytes(LARGEST), "pasa de 1000 KB"),
    ],
)
def test_a_logo_that_will_not_do_is_a_sentence_and_nothing_is_written(
    run: Run, plan_file: Path, data: bytes | None, why: str
) -> None:
    logo, book = plan_file.with_name("logo.png"), plan_file.with_name("libro.xlsx")
    if data is not None:
        logo.write_bytes(data)
    assert run("edit", plan_file, "plan.logo=logo.png").code == 0
    done = run("export", plan_file, "-o", book)
    assert (done.code, done.out) == (1, "")
    assert re.search(rf"El logo «{re.escape(str(logo))}» no sirve: .*{why}.* «plan edit plan\.logo=»", done.err)
    assert not book.exists()
    assert run("edit", plan_file, "plan.logo=").code == 0
    assert run("export", plan_file, "-o", book).code == 0


def test_a_logo_that_is_no_common_file_is_not_waited_for(run: Run, plan_file: Path) -> None:
    os.mkfifo(plan_file.with_name("logo.png"))
    plan_file.with_name("carpeta").mkdir()
    for path in ("logo.png", ".", "carpeta"):
        assert run("edit", plan_file, f"plan.logo={path}").code == 0
        done = run("export", plan_file, "-o", plan_file.with_name("libro.xlsx"))
        assert (done.code, "no es un archivo común" in done.err) == (1, True)


@pytest.mark.parametrize("path", ["/home/otra/foto.png", "../foto.png", "logos/../../foto.png", "/dev/zero"])
def test_a_logo_outside_the_plans_folder_is_refused(run: Run, plan_file: Path, path: str) -> None:
    before = plan_file.read_bytes()
    done = run("edit", plan_file, f"plan.logo={path}")
    assert (done.code, "no está en la carpeta del plan" in done.err) == (1, True)
    assert plan_file.read_bytes() == before


def test_a_link_that_leads_out_of_the_folder_is_not_followed(run: Run, plan_file: Path) -> None:
    folder = plan_file.with_name("plan")
    folder.mkdir()
    plan = plan_file.rename(folder / plan_file.name)
    plan_file.with_name("foto.png").write_bytes(png(4, 4))
    (folder / "logo.png").symlink_to(plan_file.with_name("foto.png"))
    assert run("edit", plan, "plan.logo=logo.png").code == 0
    done = run("export", plan, "-o", folder / "libro.xlsx")
    assert (done.code, "lleva fuera de la carpeta del plan" in done.err) == (1, True)
    (folder / "logo.png").unlink()
    (folder / "logo.png").symlink_to("otro.png")
    (folder / "otro.png").write_bytes(png(4, 4))
    assert run("export", plan, "-o", folder / "libro.xlsx").code == 0
