"""The processor time of an export, beside XlsxWriter writing the same cells in the same run.

    python bench/export_time.py [PLAN.json] [RUNS]

Needs XlsxWriter (`pip install xlsxwriter`), which the project itself does not use. Prints the best of the runs and the
ratio, and the same of a hundred plans in one workbook, run once each, with the memory that they take. Of one plan
XlsxWriter is given the sheets ready made; of a hundred both make them, one plan at a time.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import xlsxwriter

from scoring.model import Plan
from store import open_store
from workbook.model.cells import Style
from workbook.model.export_context import ExportContext
from workbook.model.sheet import Workbook
from workbook.sheets.workbooks import PlanLoader, plan_workbook, plans_workbook
from workbook.writing.export import export, export_plans
from workbook.writing.sheet_rows import clean, stored_number


def best(action: Callable[[], None], runs: int) -> float:
    """Return the shortest processor time in seconds of so many runs."""
    times = []
    for _ in range(runs):
        begin = time.process_time()
        action()
        times.append(time.process_time() - begin)
    return min(times)


def write_with_xlsxwriter(book: Workbook, path: Path) -> None:
    """Write the cells, formulas, values and formats of a book."""
    workbook = xlsxwriter.Workbook(str(path))
    formats: dict[Style, object] = {}
    for sheet in book.sheets:
        target = workbook.add_worksheet(sheet.name)
        for (row, column), cell in sorted(sheet.cells.items()):
            if cell.style not in formats:
                formats[cell.style] = workbook.add_format(_properties(cell.style))
            style = formats[cell.style]
            at = (row - 1, column - 1)
            value = cell.value
            if cell.formula:
                cached = value if isinstance(value, str) else stored_number(value) if value is not None else ""
                target.write_formula(*at, "=" + cell.formula, style, cached)
            elif isinstance(value, str):
                target.write_string(*at, clean(value), style)
            elif isinstance(value, date):
                target.write_datetime(*at, value, style)
            elif value is None:
                target.write_blank(*at, None, style)
            else:
                target.write_number(*at, stored_number(value), style)
    workbook.close()


def _properties(style: Style) -> dict[str, object]:
    return {
        "font_name": "Calibri",
        "font_size": style.size,
        "bold": style.bold,
        "italic": style.italic,
        "font_color": f"#{style.colour}",
        "num_format": style.number,
        "text_wrap": style.wrap,
        "locked": style.locked,
        **({"bg_color": f"#{style.fill}"} if style.fill else {}),
        **({"border": 1, "border_color": f"#{style.border}"} if style.border else {}),
    }


def main(path: Path, runs: int) -> None:
    """Time one plan and weigh a hundred."""
    plan = open_store(path).load().plan
    context = ExportContext(12)
    book = plan_workbook(plan, context)
    book = book._replace(sheets=tuple(book.sheets))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = best(lambda: export(plan, folder / "ours.xlsx", context), runs)
        theirs = best(lambda: write_with_xlsxwriter(book, folder / "theirs.xlsx"), runs)
        cells = sum(len(sheet.cells) for sheet in book.sheets)
        print(f"{cells} cells: export {ours:.3f} s, XlsxWriter {theirs:.3f} s, ratio {ours / theirs:.2f}")
        _weigh(plan, folder)


def _weigh(plan: Plan, folder: Path) -> None:
    marks: dict[int, int] = {}

    def progress(done: int, _of: int) -> None:
        marks[done] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

    plans: list[PlanLoader] = [lambda: (plan, ExportContext(12))] * 100
    ours = best(lambda: export_plans(plans, folder / "several.xlsx", 12, progress=progress), 1)
    print(f"100 plans: {ours:.1f} s, memory after 1, 10, 50, 100: {[marks[n] for n in (1, 10, 50, 100)]} MB")
    book = plans_workbook(plans, 12, plan.locale, lambda _done, _of: None)
    theirs = best(lambda: write_with_xlsxwriter(book, folder / "several_theirs.xlsx"), 1)
    print(f"100 plans: XlsxWriter {theirs:.1f} s, ratio {ours / theirs:.2f}")


if __name__ == "__main__":
    main(
        Path(sys.argv[1]) if len(sys.argv) > 1 else Path("plan_2024.json"),
        int(sys.argv[2]) if len(sys.argv) > 2 else 7,
    )
