"""Text boxes, drawn figures, pictures and threads of comments in a returned workbook are told with their place."""

from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from pictures import png
from recalculation import converted, needs_libreoffice

from plans import worked_example
from scoring.model import Plan
from workbook.errors import WorkbookError
from workbook.form.returned import read_returned
from workbook.model.export_context import ExportContext
from workbook.model.picture import picture_of
from workbook.sheets.workbooks import plan_workbook
from workbook.writing.replacing_file import write

PLAN: Final[Plan] = worked_example()
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_THREADS: Final = "http://schemas.microsoft.com"
_DRAWINGS: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_DRAWING: Final = f'<x:wsDr xmlns:x="{_DRAWINGS}/spreadsheetDrawing" xmlns:a="{_DRAWINGS}/main">{{anchors}}</x:wsDr>'
_ANCHOR: Final = (
    "<x:twoCellAnchor><x:from><x:col>2</x:col><x:colOff>0</x:colOff><x:row>{row}</x:row><x:rowOff>0</x:rowOff></x:from>"
    "<x:to><x:col>4</x:col><x:colOff>0</x:colOff><x:row>12</x:row><x:rowOff>0</x:rowOff></x:to>{what}"
    "<x:clientData/></x:twoCellAnchor>"
)
_FIGURE: Final = (
    '<x:sp><x:nvSpPr><x:cNvPr id="{row}" name="f"/><x:cNvSpPr/></x:nvSpPr><x:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="900000" cy="500000"/></a:xfrm><a:prstGeom prst="rect"/></x:spPr>{text}</x:sp>'
)
_TEXT: Final = (
    "<x:txBody><a:bodyPr/><a:p><a:r><a:t>No estoy</a:t></a:r></a:p>"
    "<a:p><a:r><a:t>de acuerdo</a:t></a:r></a:p></x:txBody>"
)
_THREAD: Final = (
    f'<ThreadedComments xmlns="{_THREADS}/office/spreadsheetml/2018/threadedcomments">'
    '<threadedComment ref="H22" id="{{2}}"><text>¿Seguro?</text></threadedComment>'
    '<threadedComment ref="H22" id="{{3}}" parentId="{{2}}"><text>Sí</text></threadedComment></ThreadedComments>'
)
_NOTICE: Final = "[Comentario encadenado]  Su versión de Excel le permite leerlo. Comentario:     ¿Seguro?"
_COMMENTS: Final = (
    '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>x</author></authors>'
    f'<commentList><comment ref="H22" authorId="0"><text><t>{_NOTICE}</t></text></comment></commentList></comments>'
)


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    path = tmp_path / "exported.xlsx"
    write(plan_workbook(PLAN, ExportContext(3)), path)
    return path


def with_parts(path: Path, parts: dict[str, str]) -> Path:
    """Return a copy of a workbook whose follow-up sheet has more parts, by the type of their relationship."""
    sheet, changed = "xl/worksheets/_rels/sheet2.xml.rels", path.with_name("changed.xlsx")
    related = types = ""
    for at, kind in enumerate(parts):
        related += f'<Relationship Id="r{at}" Type="{kind}" Target="/xl/more{at}.xml"/>'
        name = f"application/vnd.openxmlformats-officedocument.{kind.rpartition('/')[2]}+xml"
        types += f'<Override PartName="/xl/more{at}.xml" ContentType="{name}"/>'
    with ZipFile(path) as source, ZipFile(changed, "w", ZIP_DEFLATED) as target:
        assert sheet not in source.namelist()
        for part in source.namelist():
            data = source.read(part)
            if part == "[Content_Types].xml":
                data = data.replace(b"</Types>", f"{types}</Types>".encode())
            if part == "xl/worksheets/sheet2.xml" and f"{_OFFICE}/drawing" in parts:
                at = list(parts).index(f"{_OFFICE}/drawing")
                drawing = f'<drawing xmlns:r="{_OFFICE}" r:id="r{at}"/></worksheet>'
                data = data.replace(b"</worksheet>", drawing.encode())
            target.writestr(part, data)
        target.writestr(sheet, f'<Relationships xmlns="{_PACKAGE}">{related}</Relationships>')
        for at, text in enumerate(parts.values()):
            target.writestr(f"xl/more{at}.xml", text)
    return changed


def drawing(*anchors: str) -> dict[str, str]:
    return {f"{_OFFICE}/drawing": _DRAWING.format(anchors="".join(anchors))}


def figure(row: int, text: str = "") -> str:
    return _ANCHOR.format(row=row, what=_FIGURE.format(row=row, text=text))


def told(path: Path, plan: Plan = PLAN) -> list[str]:
    found = read_returned(path, plan)
    return [*found.figures.problems, *found.figures.doubts, *found.figures.ignored, *found.definition.left]


@pytest.mark.parametrize("saved_by", ["Excel", pytest.param("LibreOffice", marks=needs_libreoffice)])
def test_a_text_box_and_a_drawn_figure_are_told(exported: Path, saved_by: str) -> None:
    path = with_parts(exported, drawing(figure(9, _TEXT), figure(10)))
    if saved_by == "LibreOffice":
        converted([path], "xlsx", path.parent / "resaved")
        path = path.parent / "resaved" / path.name
    assert told(path) == [
        "Seguimiento!C10: tiene encima un texto, «No estoy de acuerdo»; no se importa.",
        "Seguimiento!C11: tiene encima un dibujo sin texto; no se importa.",
    ]


def test_a_thread_of_comments_is_told_once(exported: Path) -> None:
    thread = f"{_THREADS}/office/2017/10/relationships/threadedComment"
    path = with_parts(exported, {f"{_OFFICE}/comments": _COMMENTS, thread: _THREAD})
    assert told(path) == ["Seguimiento!H22: tiene un comentario, «¿Seguro? / Sí»; no se importa."]


def test_what_a_thread_says_to_a_program_that_knows_none_is_left_out(exported: Path) -> None:
    path = with_parts(exported, {f"{_OFFICE}/comments": _COMMENTS})
    assert told(path) == ["Seguimiento!H22: tiene un comentario, «¿Seguro?»; no se importa."]


def test_a_picture_is_told_and_the_logo_is_not(exported: Path) -> None:
    write(plan_workbook(PLAN, ExportContext(3, logo=picture_of(png(40, 10)))), exported)
    assert told(exported) == []
    path = with_parts(exported, drawing(_ANCHOR.format(row=9, what="<x:pic/>")))
    assert told(path) == ["Seguimiento!C10: tiene una imagen que no estaba; no se importa."]


@pytest.mark.parametrize("kind", ["comments", "drawing"])
def test_a_part_that_declares_entities_is_refused_whatever_it_is_called(exported: Path, kind: str) -> None:
    text = '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    path = with_parts(exported, {f"{_OFFICE}/{kind}": text})
    with pytest.raises(WorkbookError, match="DOCTYPE"):
        told(path)
