"""`plan new --from-form`: its options, and the filters by what the form says of an indicator."""

from pathlib import Path

import pytest

from store import open_store
from tui.__main__ import main

DATA = Path(__file__).parents[2] / "data"
FORM = DATA / "forms" / "03_alcaldia_meses_x.xlsx"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_columns_that_are_shown_read_the_form_alike(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "--from-form", str(FORM), "--show-columns"]) == 0
    shown = capsys.readouterr().out
    assert '"Meta 2025" = "meta"' in shown
    assert not list(Path().iterdir())
    Path("mapa.toml").write_text(shown, "utf-8")
    assert main(["new", "--from-form", str(FORM), "-o", "una.json"]) == 0
    assert main(["new", "--from-form", str(FORM), "--columns", "mapa.toml", "-o", "otra.json"]) == 0
    assert open_store(Path("una.json")).load().plan == open_store(Path("otra.json")).load().plan


def test_a_column_is_what_a_person_says_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    Path("mapa.toml").write_text('[columnas]\n"Meta del cuatrienio" = "meta"\n"Zona" = "nivel"\n', "utf-8")
    assert main(["new", "--from-form", str(FORM), "--columns", "mapa.toml", "-o", "plan.json"]) == 0
    indicator = open_store(Path("plan.json")).load().plan.indicators[0]
    assert (str(indicator.target), dict(indicator.attributes)["Meta 2025"]) == ("4500", "4200")
    assert "El mapa habla de la columna «zona», que el formulario no tiene." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[columnas", "no es TOML"),
        ("meta = 3", "no tiene una tabla [columnas]"),
        ('[columns]\nMeta = "meta"', "no tiene una tabla [columnas]"),
        ('[columnas]\n"Meta" = "metas"', "«Meta» no puede ser «metas»"),
    ],
)
def test_a_map_that_cannot_be_used_is_refused(text: str, sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("mapa.toml").write_text(text, "utf-8")
    assert main(["new", "--from-form", str(FORM), "--columns", "mapa.toml", "-o", "plan.json"]) == 1
    assert sentence in capsys.readouterr().err
    assert not Path("plan.json").exists()


def test_strict_makes_no_plan_while_there_are_doubts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "--from-form", str(FORM), "--strict", "-o", "plan.json"]) == 1
    told = capsys.readouterr().err
    assert "N° 4: de «Máximo 3 %» se tomó 3 % como máximo; ¿sí?" in told
    assert "No se creó el plan: quedan 4 dudas por resolver." in told
    assert not Path("plan.json").exists()


def test_what_a_form_says_of_an_indicator_is_kept_and_filters(capsys: pytest.CaptureFixture[str]) -> None:
    main(["new", "--from-form", str(FORM), "-o", "plan.json"])
    capsys.readouterr()
    assert main(["pending", "plan.json", "--month", "mar", "--where", "sector=EDUCACION"]) == 0
    pending = capsys.readouterr().out
    assert {line.split(".")[0] for line in pending.splitlines()} == {"1", "3", "4"}
    assert main(["status", "plan.json", "--month", "mar", "--where", "Sector=Gobierno"]) == 0
    status = capsys.readouterr().out
    assert "Trámites en línea" in status
    assert "Estudiantes" not in status
    main(["check", "plan.json", "--where", "responsable=obras"])
    assert {line.split(":")[0] for line in capsys.readouterr().out.splitlines()} == {"N° 5", "N° 6", "N° 7"}


def test_a_filter_by_what_no_indicator_has_says_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    main(["new", "--from-form", str(FORM), "-o", "plan.json"])
    assert main(["pending", "plan.json", "--where", "zona=norte"]) == 1
    assert "Ningún indicador tiene «zona»; hay: Meta del cuatrienio, Sector, responsable." in capsys.readouterr().err
    assert main(["pending", "plan.json", "--where", "zona"]) == 2
    assert main(["status", "plan.json", "--json", "--where", "sector=x"]) == 2


def test_a_plan_goes_out_in_the_form_that_is_kept_beside_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "--from-form", str(FORM), "-o", "plan.json"]) == 0
    assert Path("plan.formulario.xlsx").read_bytes() == FORM.read_bytes()
    assert "plan.formulario.xlsx guarda el formulario" in capsys.readouterr().err
    assert main(["edit", "plan.json", "1.responsible=Otra persona"]) == 0
    assert main(["export", "plan.json", "--layout", "original"]) == 0
    assert capsys.readouterr().out == "plan_original.xlsx\n"
    assert main(["new", "--from-form", "plan_original.xlsx", "-o", "otro.json"]) == 0
    plan, again = (open_store(Path(name)).load().plan for name in ("plan.json", "otro.json"))
    assert plan.objectives == again.objectives
    assert main(["export", "plan.json", "--layout", "original"]) == 0, "over this person's own unchanged export"


def test_columns_and_sheet_that_were_named_are_kept_for_the_form_too(capsys: pytest.CaptureFixture[str]) -> None:
    form = DATA / "forms" / "04_universidad_hojas.xlsx"
    Path("mapa.toml").write_text('hoja = "Extensión"\n[columnas]\n"Evidencia" = "atributo"\n', "utf-8")
    assert main(["new", "--from-form", str(form), "--columns", "mapa.toml", "-o", "plan.json"]) == 0
    assert 'hoja = "Extensión"' in Path("plan.columnas.toml").read_text("utf-8")
    capsys.readouterr()
    assert main(["export", "plan.json", "--layout", "original"]) == 0
    assert capsys.readouterr().err == "", "nothing of the plan is left unsaid"


def test_a_form_that_is_not_beside_the_plan_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    main(["new", "--from-form", str(FORM), "-o", "plan.json"])
    Path("plan.formulario.xlsx").rename("plantilla.xlsx")
    capsys.readouterr()
    assert main(["export", "plan.json", "--layout", "original"]) == 1
    assert "No está plan.formulario.xlsx" in capsys.readouterr().err
    assert main(["export", "plan.json", "--layout", "original", "--form", "plantilla.xlsx"]) == 0
    assert (
        main(["export", "plan.json", "--layout", "original", "--form", "plantilla.xlsx", "-o", "plantilla.xlsx"]) == 1
    )
    assert main(["export", "plan.json", "--form", "plantilla.xlsx"]) == 2
    assert main(["export", "plan.json", "--layout", "original", "--pdf"]) == 2


def test_a_form_that_is_there_already_is_not_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    Path("plan.formulario.xlsx").write_text("mío", "utf-8")
    assert main(["new", "--from-form", str(FORM), "-o", "plan.json"]) == 0
    assert Path("plan.formulario.xlsx").read_text("utf-8") == "mío"
    assert "ya está y no se tocó" in capsys.readouterr().err
