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
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.title import title_maker
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties

from workbook.model.cells import Chart, ChartKind
from workbook.model.cells import Series as ModelSeries

_PERCENT: Final = "0%"


def drawn(chart: Chart) -> Any:
    """Return the openpyxl chart of a chart of the cell model."""
    made: Any = LineChart() if chart.kind is ChartKind.LINES else BarChart()
    made.title = _title(chart.title)
    made.width, made.height = chart.width, chart.height
    made.style = 2
    made.display_blanks = "span"  # a gap for LibreOffice too, which draws missing points as zero otherwise
    made.visible_cells_only = False  # the figures stand in a hidden sheet
    made.legend.position = "b"
    made.y_axis.scaling.min = 0
    made.y_axis.scaling.max = 1
    made.y_axis.number_format = _PERCENT
    made.y_axis.majorUnit = 0.2
    made.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="D9E2EC"))
    made.x_axis.delete = made.y_axis.delete = False
    if chart.kind is ChartKind.BARS:
        made.type = "col"
        made.grouping = "clustered"
        made.overlap = 100
        made.gapWidth = 40
        made.legend = None
    for at, series in enumerate(chart.series):
        made.series.append(_series(chart, series, at))
    return made


def _title(text: str) -> Any:
    made: Any = title_maker(text)
    made.overlay = False
    for paragraph in made.tx.rich.p:
        for run in paragraph.r:
            run.rPr = CharacterProperties(sz=1100, b=True)
    return made


def _series(chart: Chart, series: ModelSeries, at: int) -> Series:
    properties = GraphicalProperties()
    if chart.kind is ChartKind.LINES:
        properties.line = LineProperties(solidFill=series.colour, w=28575)
    else:
        properties.solidFill = series.colour
    made = Series(
        idx=at,
        order=at,
        tx=SeriesLabel(v=series.title),
        spPr=properties,
        cat=AxDataSource(strRef=StrRef(f=chart.categories, strCache=_texts(chart.labels))),
        val=NumDataSource(numRef=NumRef(f=series.reference, numCache=_numbers(series))),
    )
    if chart.kind is ChartKind.LINES:
        made.marker = Marker("circle", size=5)
        made.marker.spPr = GraphicalProperties(solidFill=series.colour)
        made.smooth = False
    else:
        made.invertIfNegative = False
    return made


def _texts(labels: tuple[str, ...]) -> StrData:
    return StrData(ptCount=len(labels), pt=[StrVal(idx=at, v=label) for at, label in enumerate(labels)])


def _numbers(series: ModelSeries) -> NumData:
    points = [NumVal(idx=at, v=float(value)) for at, value in enumerate(series.values) if isinstance(value, Decimal)]
    return NumData(formatCode="General", ptCount=len(series.values), pt=points)
