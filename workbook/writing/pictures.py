"""The pictures of the cell model as openpyxl's, which asks Pillow for their size: here it is known."""

from typing import Any

from openpyxl.drawing.image import Image

from workbook.model.formula_references import column_letter
from workbook.model.sheet_features import PlacedPicture


class _Embedded(Image):
    """A picture that is written as it is."""

    def __init__(self, placed: PlacedPicture) -> None:
        """Take a picture in its place; openpyxl's own class would open it with Pillow."""
        self.format = placed.picture.format
        self.width, self.height = placed.picture.within(placed.width, placed.height)
        self.anchor = f"{column_letter(placed.column)}{placed.row}"
        self._bytes = placed.picture.data

    def _data(self) -> bytes:
        return self._bytes


def openpyxl_picture(placed: PlacedPicture) -> Any:
    """Return the openpyxl picture of a picture of the cell model."""
    return _Embedded(placed)
