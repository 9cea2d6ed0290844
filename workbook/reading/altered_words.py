"""What is said of what was done to cells beside what they hold: a sentence for all of a sheet that it was done to."""

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import Final

from scoring.messages import _, ngettext
from workbook.model.formula_references import column_letter
from workbook.reading.touched import Altered, Change
from workbook.reading.worksheets import Place, address

_LISTED: Final = 30
"""Cells, or cells side by side, that one sentence names."""


def altered_text(altered: Altered) -> str:
    """Return the sentence on cells to which the same was done."""
    count = len(altered.places)
    return _sentence(altered.change, count).format(where=_stretches_text(altered.sheet, altered.places))


def places_text(sheet: str, places: Sequence[Place]) -> str:
    """Return cells of a sheet as a person looks them up: `Seguimiento!H14, H15`."""
    first, *others = places
    return _listed([address(sheet, first), *(_name(place) for place in others)])


def _stretches_text(sheet: str, places: Sequence[Place]) -> str:
    """Return cells of a sheet, those in a line together, across or down: `Seguimiento!H14:K14, H15`."""
    across = _stretches(places, lambda before, now: now == (before[0], before[1] + 1))
    down = _stretches(sorted(places, key=itemgetter(1, 0)), lambda before, now: now == (before[0] + 1, before[1]))
    (first, last), *others = min(across, down, key=len)
    more = "" if first == last else f":{_name(last)}"
    return _listed([f"{address(sheet, first)}{more}", *(_stretch(*each) for each in others)])


def _stretches(places: Iterable[Place], next_to: Callable[[Place, Place], bool]) -> list[tuple[Place, Place]]:
    """Return the first and the last of the cells that follow one another."""
    found: list[tuple[Place, Place]] = []
    for place in places:
        if found and next_to(found[-1][1], place):
            found[-1] = found[-1][0], place
        else:
            found.append((place, place))
    return found


def _stretch(first: Place, last: Place) -> str:
    return _name(first) if first == last else f"{_name(first)}:{_name(last)}"


def _name(place: Place) -> str:
    return f"{column_letter(place[1])}{place[0]}"


def _listed(names: Sequence[str]) -> str:
    more = [_("y {count} más").format(count=len(names) - _LISTED)] if len(names) > _LISTED else []
    return ", ".join([*names[:_LISTED], *more])


def _sentence(change: Change, count: int) -> str:
    match change:
        case Change.STRUCK:
            return _("{where}: está tachado en el libro, todo o en parte; vale lo que dice mientras no se borre.")
        case Change.COLOURED:
            return ngettext(
                "{where}: {count} celda coloreada a mano; el color no se importa.",
                "{where}: {count} celdas coloreadas a mano; el color no se importa.",
                count,
            )
        case Change.CHECKED:
            return ngettext(
                "{where}: {count} celda con otra validación de datos que al exportarse; al importar se revisa igual.",
                "{where}: {count} celdas con otra validación de datos que al exportarse; al importar se revisan igual.",
                count,
            )
        case Change.FORMATTED:
            return ngettext(
                "{where}: {count} celda con otro formato condicional que al exportarse; en el plan no cambia nada.",
                "{where}: {count} celdas con otro formato condicional que al exportarse; en el plan no cambia nada.",
                count,
            )
        case Change.MERGED:
            return ngettext(
                "{where}: se combinó con otras celdas; en el plan no cambia nada.",
                "{where}: se combinaron con otras celdas; en el plan no cambia nada.",
                count,
            )
        case Change.SPLIT:
            return ngettext(
                "{where}: ya no está combinada con otras celdas; en el plan no cambia nada.",
                "{where}: ya no están combinadas con otras celdas; en el plan no cambia nada.",
                count,
            )
