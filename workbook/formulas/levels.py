"""The levels in formulas and in colours; a colour always has its word beside it."""

from collections.abc import Iterator

from scoring.model import Level
from workbook.model.cells import Area
from workbook.model.formula_references import literal
from workbook.model.sheet_features import ConditionalFormat
from workbook.model.styles import LEVEL_COLOUR, LEVEL_FILL, level_word


def level_formula(compliance: str, green: str, yellow: str) -> str:
    """Return the formula that names the level of a compliance, rounded half-up to 0.1 % as it is shown."""
    words = {level: literal(level_word(level)) for level in Level}
    return (
        f"IF(ISNUMBER({compliance}),IF(ROUND({compliance},3)>={green},{words[Level.GREEN]},"
        f"IF(ROUND({compliance},3)>={yellow},{words[Level.YELLOW]},{words[Level.RED]})),{words[Level.GREY]})"
    )


def level_formats(word: str, areas: tuple[Area, ...]) -> Iterator[ConditionalFormat]:
    """Yield the rules that colour areas by the word in a cell, given relative to the first area's top row."""
    for level in Level:
        yield ConditionalFormat(f"{word}={literal(level_word(level))}", areas, LEVEL_COLOUR[level], LEVEL_FILL[level])
