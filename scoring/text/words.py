"""Levels, kinds and what is missing, in the words that screens, sheets and sentences have for them."""

from scoring.messages import _
from scoring.model import Kind, Level


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


def missing_word(name: str) -> str:
    """Return what `Measure.missing` names, in words."""
    return _("la meta") if name == "target" else _("la constante «{name}»").format(name=name)
