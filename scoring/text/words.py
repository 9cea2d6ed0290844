"""Levels, kinds, indicators and what is missing, in the words that screens, sheets and sentences have for them."""

from scoring.messages import _
from scoring.model import Aggregate, Direction, Kind, Level, Trigger


def level_word(level: Level) -> str:
    """Return a level in words, since colour is never the only sign."""
    match level:
        case Level.GREEN:
            return _("verde")
        case Level.YELLOW:
            return _("amarillo")
        case Level.RED:
            return _("rojo")
        case Level.GREY:
            return _("sin programar")


def trigger_word(trigger: Trigger) -> str:
    """Return what may ask for a written analysis, in words."""
    return _("exceso") if trigger is Trigger.OVER else level_word(Level(trigger.value))


def kind_word(kind: Kind) -> str:
    """Return a kind in Spanish, as in the table of docs/scoring.md."""
    match kind:
        case Kind.SUM:
            return _("suma")
        case Kind.RATIO:
            return _("razón")
        case Kind.LEVEL:
            return _("nivel")
        case Kind.REDUCTION:
            return _("reducción")
        case Kind.CEILING:
            return _("tope de crecimiento")
        case Kind.MILESTONE:
            return _("hito")


def direction_word(direction: Direction) -> str:
    """Return in Spanish whether a target is to be reached or not to be passed."""
    match direction:
        case Direction.AT_LEAST:
            return _("al menos")
        case Direction.AT_MOST:
            return _("a lo sumo")


def aggregate_word(aggregate: Aggregate) -> str:
    """Return in Spanish which of the months gives the result of a level."""
    match aggregate:
        case Aggregate.LAST:
            return _("último mes")
        case Aggregate.MEAN:
            return _("promedio")


def missing_word(name: str) -> str:
    """Return what `Measure.missing` names, in words."""
    return _("la meta") if name == "target" else _("la constante «{name}»").format(name=name)


def numbered(id_: str) -> str:
    """Return an indicator's id as a person calls it: `N° 4`; one that is no number as it is."""
    return _("N° {number}").format(number=id_) if id_.isdigit() else id_


def name_within(name: str, short: str, width: int, more: str) -> str:
    """Return a name in at most `width` cells: whole where it fits, else the short one there is, else cut.

    One of nothing but figures (`35%`) says too little wherever there is a short one. `more` ends what is cut.
    """
    speaks = any(character.isalpha() for character in name)
    chosen = short if short and (len(name) > width or not speaks) else name
    return chosen if len(chosen) <= width else (chosen[: width - 1] + more if width > 0 else "")


def source_label(source: str) -> str:
    """Return a source of money as a row or a column is headed."""
    match source:
        case "propios":
            return _("Recursos propios")
        case "ley_715":
            return _("Recursos Ley 715")
        case "otros":
            return _("Otros recursos")
        case _:
            return _("Recursos {source}").format(source=source.replace("_", " "))
