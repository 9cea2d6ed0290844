"""Three forms of kinds that no file of tests/data shows, made anew at every run, and what is to be read off them.

An English one with quarters and the English way of writing numbers; one with two rows an indicator, programmed and
executed, under the initials of the months; and text between semicolons with goals of four years and periods in words.
"""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from read_by_hand import Expected

INITIALS: Final = "EFMAMJJASOND"


def _target(value: float | None, unit: str = "", direction: str = "at_least") -> Expected | None:
    return None if value is None else {"value": value, "unit": [unit], "direction": direction}


def _indicator(objective: int, action: str, name: str, target: Expected | None, **others: Any) -> Expected:
    wanted: Expected = {
        "name": name,
        "objective": objective,
        "action": action,
        "target": target,
        "target_also": [],
        "weight": None,
        "baseline": None,
        "responsible": None,
        "start_month": None,
        "end_month": None,
        "programme": None,
        "attributes": {},
    }
    return wanted | others


def _expected(year: int, objectives: list[tuple[str, float | None]], indicators: list[Expected]) -> Expected:
    actions = {(item["objective"], item["action"]) for item in indicators}
    return {
        "year": year,
        "objectives": [{"text": text, "weight": weight} for text, weight in objectives],
        "actions": sorted(actions),
        "indicators": indicators,
    }


def in_english(folder: Path) -> tuple[Path, Expected]:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["B2"], sheet["B3"] = "RIVERSIDE WATER UTILITY", "Annual Action Plan 2025"
    sheet["J2"], sheet["J3"] = "Code: PL-03", "Version 2 (2022)"
    headings = (
        "#", "Strategic objective", "Weight of objective", "Activity", "Indicator", "Unit", "Baseline", "Target 2025",
        "Target 2026", "Weight (%)", "Owner", "Start date", "End date", "Q1", "Q2", "Q3", "Q4", "Means of verification",
    )  # fmt: skip
    serve, money = ("Serve every household", 0.6), ("Put finances in order", 0.4)
    rows: list[tuple[Any, ...]] = [
        (1, *serve, "Extend the network", "New connections", "connections", 310, "At least 400", "450", 50, "Manager",
         "2025-01-15", "2025-12-15", 100, 100, 100, 100, "Works log"),
        (2, *serve, "Extend the network", "Kilometres of main", "km", None, "12.5", "14", 20, "Manager", "2025-02-01",
         "2025-11-30", 2.5, 4, 4, 2, "Works log"),
        (3, *serve, "Repair leaks", "Non-revenue water", "%", "38 %", "Reduce to 34 %", "30 %", 30, "Operations",
         "2025-01-01", "2025-12-31", None, None, None, None, "Balance"),
        (4, *money, "Collect arrears", "Arrears collected", "COP", None, "1,250,000,000", None, 60, "Finance",
         "2025-03-01", "2025-12-31", "200,000,000", "350,000,000", "350,000,000", "350,000,000", "Ledger"),
        (5, *money, "Answer complaints", "Complaints per thousand", "complaints", 4.1, "No more than 3", None, 40,
         "Desk",         "2025-01-01", "2025-12-31", None, None, None, None, "Register"),
    ]  # fmt: skip
    for number, cells in enumerate((headings, *rows), 5):
        for column, value in enumerate(cells, 2):
            sheet.cell(number, column, value)
    sheet["B12"], sheet["K12"] = "Total", "200"
    sheet["B14"], sheet["E14"], sheet["H14"], sheet["K14"] = "Prepared by:", "Officer", "Approved by:", "Manager"
    book.save(path := folder / "english.xlsx")
    year = {"start_month": 1, "end_month": 12}
    quarters = {"by": "quarter", "values": [1, 1, 1, 1]}
    return path, _expected(2025, [serve, money], [
        _indicator(1, "Extend the network", "New connections", _target(400, "connections"), weight=0.5, baseline=310,
                   responsible="Manager", programme=quarters, attributes={"Means of verification": "Works log"},
                   **year),
        _indicator(1, "Extend the network", "Kilometres of main", _target(12.5, "km"), weight=0.2, start_month=2,
                   end_month=11, programme={"by": "quarter", "values": [2.5, 4, 4, 2]}),
        _indicator(1, "Repair leaks", "Non-revenue water", _target(0.34, "%", "at_most"), weight=0.3,
                   baseline=0.38, **year),
        _indicator(2, "Collect arrears", "Arrears collected", _target(1_250_000_000, "cop"), weight=0.6, start_month=3,
                   programme={"by": "quarter", "values": [200, 350, 350, 350]}),
        _indicator(2, "Answer complaints", "Complaints per thousand", _target(3, "complaints", "at_most"), weight=0.4,
                   baseline=4.1, **year),
    ])  # fmt: skip


def in_two_rows(folder: Path) -> tuple[Path, Expected]:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["A2"], sheet["A3"], sheet["B3"] = (
        "BIBLIOTECA DEL LITORAL",
        "Plan operativo anual",
        "VIGENCIA",
        "2025",
    )
    headings = ("N°", "Eje", "Objetivo", "Actividades a desarrollar", "Indicador", "Meta", "Und medida",
                "% de participación", "Responsables", "Tipo")  # fmt: skip
    for column, heading in enumerate(headings, 1):
        sheet.cell(5, column, heading)
        sheet.merge_cells(start_row=5, end_row=6, start_column=column, end_column=column)
    sheet["K5"] = "PROGRAMACIÓN / EJECUCIÓN MENSUAL"
    sheet.merge_cells("K5:V5")
    for column, initial in enumerate(INITIALS, 11):
        sheet.cell(6, column, initial)
    reading, memory = "Acercar la lectura", "Cuidar la memoria"
    half = [0, 0, 0, *[2000] * 9]
    rows: list[tuple[Any, ...]] = [
        (1, "Acceso", reading, "Prestar en comunas", "Libros prestados", 24000, "Libros", "45%", "Sala",
         [2000] * 12, [1800, 2100]),
        (2, "Acceso", reading, "Abrir clubes", "Clubes activos", "Mantener 14 clubes", "Número", "15%", "Promotora",
         [0, *[1] * 10, 0], []),
        (3, "Memoria", memory, "Digitalizar prensa", "Folios digitalizados", "18.000 folios", "Folios", "30%",
         "Patrimonio", half, []),
        (4, "Memoria", memory, "Catalogar", "Tiempo de catalogación", "No mayor a 8 días", "Días", "10%",
         "Patrimonio", [8] * 12, []),
    ]  # fmt: skip
    for top, (*cells, programmed, executed) in zip(range(7, 15, 2), rows, strict=True):
        for column, value in enumerate(cells, 1):
            sheet.cell(top, column, value)
            sheet.merge_cells(start_row=top, end_row=top + 1, start_column=column, end_column=column)
        sheet.cell(top, 10, "P")
        sheet.cell(top + 1, 10, "E")
        for column, value in enumerate(programmed, 11):
            sheet.cell(top, column, value or None)
        for column, value in enumerate(executed, 11):
            sheet.cell(top + 1, column, value)
    sheet["A15"], sheet["H15"], sheet["A16"] = "TOTAL PONDERACIÓN", "100%", "P: programado, E: ejecutado"
    book.save(path := folder / "two_rows.xlsx")

    def monthly(values: list[int]) -> Expected:
        return {"by": "month", "values": values}

    return path, _expected(2025, [(reading, 0.6), (memory, 0.4)], [
        _indicator(1, "Prestar en comunas", "Libros prestados", _target(24000, "libros"), weight=0.75,
                   programme=monthly([1] * 12), responsible="Sala", attributes={"Eje": "Acceso"}),
        _indicator(1, "Abrir clubes", "Clubes activos", _target(14, "clubes"), weight=0.25, start_month=2, end_month=11,
                   programme=monthly([0, *[1] * 10, 0])),
        _indicator(2, "Digitalizar prensa", "Folios digitalizados", _target(18000, "folios"), weight=0.75,
                   programme=monthly(half), attributes={"Eje": "Memoria"}),
        _indicator(2, "Catalogar", "Tiempo de catalogación", _target(8, "días", "at_most"), weight=0.25,
                   programme=monthly([1] * 12)),
    ])  # fmt: skip


def with_goals_of_four_years(folder: Path) -> tuple[Path, Expected]:
    advice, irrigation, markets = "Asistencia técnica rural", "Riego para la ladera", "Circuitos cortos"
    rows = [
        ["GOBERNACIÓN DE LAS LOMAS"],
        ["Secretaría de Agricultura; vigencia 2026"],
        [],
        ["Programa", "Proyecto de inversión", "Código BPIN", "Acción", "Indicador", "Línea de base", "Meta 2024",
         "Meta 2025", "Meta 2026", "Meta 2027", "Ponderación de la acción", "Período de ejecución", "Dependencia"],
        ["Campo productivo", advice, "2024000101", "Visitar predios", "Predios con visita", "1.150", "1.200", "1.400",
         "1.600 predios", "1.800", "60%", "Febrero a noviembre", "Asistencia"],
        ["", "", "", "Formar gente", "Extensionistas certificados", "ND", "20", "25", "30 personas", "35", "40%",
         "Primer semestre", "Asistencia"],
        ["", irrigation, "2024000102", "Construir distritos", "Hectáreas con riego", "210", "50", "60", "75 ha", "80",
         "70%", "Todo el año", "Infraestructura"],
        ["", "", "", "Reparar canales", "Pérdidas de agua", "32%", "31%", "29%", "27%", "25%", "30%",
         "01/03/2026 - 30/10/2026", "Infraestructura"],
        ["Mercados cercanos", markets, "2024000103", "Hacer mercados", "Mercados realizados", "10", "12", "14",
         "1 mercado mensual", "18", "100%", "III trimestre", "Comercio"],
        ["", "", ""],
        ["Fuente: Secretaría de Planeación"],
    ]  # fmt: skip
    path = folder / "four_years.csv"
    with path.open("w", newline="", encoding="cp1252") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return path, _expected(2026, [(advice, None), (irrigation, None), (markets, None)], [
        _indicator(1, "Visitar predios", "Predios con visita", _target(1600, "predios"), weight=0.6, baseline=1150,
                   start_month=2, end_month=11, attributes={"Programa": "Campo productivo", "Meta 2027": "1.800"}),
        _indicator(1, "Formar gente", "Extensionistas certificados", _target(30, "personas"), weight=0.4, start_month=1,
                   end_month=6, attributes={"Línea base": "ND"}),
        _indicator(2, "Construir distritos", "Hectáreas con riego", _target(75, "ha"), weight=0.7, baseline=210),
        _indicator(2, "Reparar canales", "Pérdidas de agua", _target(0.27, "%", "at_most"), weight=0.3, baseline=0.32,
                   start_month=3, end_month=10),
        _indicator(3, "Hacer mercados", "Mercados realizados", _target(12, "mercado"), weight=1, baseline=10,
                   start_month=7, end_month=9),
    ])  # fmt: skip


UNLIKE: Final[tuple[Callable[[Path], tuple[Path, Expected]], ...]] = (in_english, in_two_rows, with_goals_of_four_years)
