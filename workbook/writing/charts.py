"""The charts of the cell model as openpyxl's, with the values they show cached in them."""

from decimal import Decimal
from typing import Any, Final

from openpyxl.chart import BarChart, LineChart
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.chart.title import title_maker
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties

from workbook.model.sheet_features import Chart, ChartKind
from workbook.model.sheet_features import Series as ModelSeries
from workbook.model.styles import LABEL

_PERCENT: Final = "0%"


def openpyxl_chart(chart: Chart) -> Any:
    """Return the openpyxl chart of a chart of the cell model."""
    converted: Any = LineChart() if chart.kind is ChartKind.LINES else BarChart()
    converted.title = _title(chart.title)
    converted.width, converted.height = chart.width, chart.height
    converted.style = 2
    converted.display_blanks = "span"  # a gap for LibreOffice too, which draws missing points as zero otherwise
    converted.visible_cells_only = False  # the values are in a hidden sheet
    converted.legend.position = "b"
    converted.y_axis.scaling.min = 0
    converted.y_axis.scaling.max = 1
    converted.y_axis.number_format = _PERCENT
    converted.y_axis.majorUnit = 0.2
    converted.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="D9E2EC"))
    converted.x_axis.delete = converted.y_axis.delete = False
    if chart.kind is ChartKind.BARS:
        converted.type = "col"
        converted.grouping = "clustered"
        converted.overlap = 100
        converted.gapWidth = 40
    for at, series in enumerate(chart.series):
        converted.series.append(_series(chart, series, at))
    return converted


def _title(text: str) -> Any:
    title: Any = title_maker(text)
    title.overlay = False
    for paragraph in title.tx.rich.p:
        for run in paragraph.r:
            run.rPr = CharacterProperties(sz=1100, b=True)
    return title


def _series(chart: Chart, series: ModelSeries, at: int) -> Series:
    properties = GraphicalProperties()
    if chart.kind is ChartKind.LINES:
        properties.line = LineProperties(solidFill=series.colour, w=25400)
        if series.dashed:
            properties.line.prstDash = "sysDash"
    else:
        _fill(properties, series)
    converted = Series(
        idx=at,
        order=at,
        tx=SeriesLabel(v=series.title),
        spPr=properties,
        cat=AxDataSource(strRef=StrRef(f=chart.categories, strCache=_texts(chart.labels))),
        val=NumDataSource(numRef=NumRef(f=series.reference, numCache=_numbers(series))),
    )
    if chart.kind is ChartKind.LINES:
        converted.marker = Marker(series.point, size=6)
        converted.marker.spPr = GraphicalProperties(solidFill=series.colour)
        converted.smooth = False
    else:
        converted.invertIfNegative = False
        converted.dLbls = _labels()
    return converted


def _labels() -> DataLabelList:
    """Return what labels each column with its value, small."""
    labels = DataLabelList(
        numFmt=LABEL, showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False
    )
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=CharacterProperties(sz=800)), endParaRPr=CharacterProperties())
    paragraph.r = []
    labels.txPr = RichText(p=[paragraph])
    labels.position = "outEnd"
    return labels


def _fill(properties: GraphicalProperties, series: ModelSeries) -> None:
    """Fill columns with their colour, or with their pattern in it, and frame them."""
    if series.pattern:
        colour, white = ColorChoice(), ColorChoice()
        colour.srgbClr, white.srgbClr = series.colour, "FFFFFF"
        properties.pattFill = PatternFillProperties(prst=series.pattern, fgClr=colour, bgClr=white)
    else:
        properties.solidFill = series.colour
    properties.line = LineProperties(solidFill=series.colour, w=9525)


def _texts(labels: tuple[str, ...]) -> StrData:
    return StrData(ptCount=len(labels), pt=[StrVal(idx=at, v=label) for at, label in enumerate(labels)])


def _numbers(series: ModelSeries) -> NumData:
    points = [NumVal(idx=at, v=float(value)) for at, value in enumerate(series.values) if isinstance(value, Decimal)]
    return NumData(formatCode=LABEL, ptCount=len(series.values), pt=points)
