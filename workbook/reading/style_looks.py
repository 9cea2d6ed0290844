"""The looks of the styles of a workbook that openpyxl has opened, in the words of `workbook.model.looks`."""

from typing import Any, Final

from openpyxl.styles.colors import COLOR_INDEX

from workbook.model.looks import Look, coloured

_THEME_TEXT, _THEME_BACKGROUND = 1, 0
_AUTOMATIC: Final = 64
"""The first of the indexed colours that are the system's own."""


def style_looks(opened: Any) -> list[Look]:
    """Return the look of each style of a workbook, by its number."""
    fills = [_fill(fill) for fill in opened._fills]  # noqa: SLF001 - cells read as a stream tell it one by one
    letters = [colour_of(font.color) for font in opened._fonts]  # noqa: SLF001
    return [coloured(fills[style.fillId], letters[style.fontId]) for style in opened._cell_styles]  # noqa: SLF001


def colour_of(colour: Any) -> str:
    """Return a colour as RRGGBB, or as the file calls it; empty for the one that is there unless another is chosen."""
    if colour is None:
        return ""
    if colour.type == "rgb":
        return str(colour.rgb)[-6:].upper()
    if colour.type == "indexed":
        return COLOR_INDEX[colour.indexed][-6:] if colour.indexed < _AUTOMATIC else ""
    if colour.type == "theme" and not colour.tint and colour.theme in {_THEME_TEXT, _THEME_BACKGROUND}:
        return ""
    return f"{colour.type} {colour.value} {colour.tint:.2f}"


def _fill(fill: Any) -> str:
    pattern = getattr(fill, "patternType", fill.fill_type)
    if pattern != "solid":
        return pattern if pattern not in {None, "none"} else ""
    return colour_of(fill.fgColor)
