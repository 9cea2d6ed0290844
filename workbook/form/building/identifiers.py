"""The identifier of each indicator of a form: the printed number where it is one, the next in order where not."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from scoring.messages import _
from workbook.form.doubts import FormDoubt, about_plan

_USABLE: Final = re.compile(r"[^\W_][\w-]{0,19}")
_RESERVED: Final = frozenset({"plan", "objective", "action"})


class Identifiers(NamedTuple):
    """The identifiers in the order of the lines, and the doubts about them."""

    ids: tuple[str, ...]
    doubts: tuple[FormDoubt, ...]


def identify(printed: Sequence[str]) -> Identifiers:
    """Return an identifier for every indicator, each only once; `printed` are the form's numbers, empty where none."""
    names = [_name(text) for text in printed]
    repeated = [name for name, count in Counter(names).items() if name and count > 1]
    if all(names) and not repeated:
        return Identifiers(tuple(names), ())
    if not any(printed):
        return Identifiers(_in_order(len(printed)), ())
    told = sorted({text for text, name in zip(printed, names, strict=True) if name in repeated})[:3]
    text = (
        _("Los números se repiten ({numbers}): los indicadores se numeran en orden; ¿sí?").format(
            numbers=", ".join(told)
        )
        if told
        else _("Faltan números: los indicadores se numeran en orden; ¿sí?")
    )
    return Identifiers(_in_order(len(printed)), (about_plan("number", text),))


def _in_order(count: int) -> tuple[str, ...]:
    return tuple(str(number) for number in range(1, count + 1))


def _name(printed: str) -> str:
    """Return a printed number as it can be typed in an address; empty where it cannot."""
    bare = re.sub(r"^n[°ºo.]*\s*", "", printed.strip(), flags=re.IGNORECASE)
    name = re.sub(r"[.\s/]+", "-", bare.strip(" .)"))
    return name if _USABLE.fullmatch(name) and name.casefold() not in _RESERVED else ""
