"""Without signs beyond ASCII: no screen and no sentence has one, whoever wrote it; letters and their accents stay."""

import unicodedata
from pathlib import Path

import pytest
from hands import Person, person_at

from scoring.model import Cell
from tui.grid.symbols import ASCII, in_ascii


def signs_in(text: str) -> set[str]:
    """Return the characters of a text that are neither ASCII nor a letter, nor of a number's name or a unit."""
    return {sign for sign in text if not sign.isascii() and unicodedata.category(sign)[0] not in "LM"} - set("°²³")


def test_every_sign_has_one_of_ascii_in_its_place_and_letters_stay() -> None:
    text = "«N° 4» “ñandú” – 3 × 4 m³ … ¿sí? • ½ € \xa0−\N{GRINNING FACE}"
    plain = in_ascii(text)
    assert plain == '"N° 4" "ñandú" - 3 x 4 m³ ~ ?sí? * ? ?  -?'
    assert len(plain) == len(text)
    assert signs_in(in_ascii("".join(map(chr, range(0x20, 0x3000))))) <= signs_in(
        "".join(sign for sign in map(chr, range(0x20, 0x3000)) if sign.isdigit())
    )


@pytest.fixture
def person(filled: Path) -> Person:
    return person_at(filled, symbols=ASCII)


KEYS = {
    "a heading": "↑↑↑↑↑4",
    "no command": "%",
    "no value": "2.5⏎",
    "no number": "4x⏎",
    "far too large": "9999999999999999⏎",
    "a search in vain": "/zzz⏎",
    "nowhere to go": "gzzz⏎",
    "the palette in vain": ":zzz⏎",
    "the palette": ":",
    "help": "?",
    "why": "w",
    "status": "s",
    "pending": "P",
    "history": "h",
    "checks": "c",
    "the year": "z",
    "a note": "m“radicado” – n.º 5…⏎h",
    "an export": "E",
    "an import in vain": "Inada.xlsx⏎",
    "a mark": "v↓→",
    "nothing copied": "p",
    "an undo in vain": "u",
}


@pytest.mark.parametrize("keys", KEYS.values(), ids=KEYS)
@pytest.mark.parametrize("width", [80, 200])
def test_no_screen_has_a_sign_beyond_ascii(person: Person, keys: str, width: int) -> None:
    person.controller.tree.go(Cell("4", "efectivas", 3))
    person.resize(width, 30)
    for key in keys:
        person.type(key)
        assert signs_in(person.screen()) == set()


def test_what_is_pasted_and_refused_has_none_either(person: Person) -> None:
    person.paste("«uno»\t“dos”")
    assert "no se pega nada" in person.screen()
    assert signs_in(person.screen()) == set()
