"""The words by which a form is read, out of `words.toml`: one place to add a heading, a period or a turn of phrase.

Accents, case, plurals, line breaks and punctuation do not matter. A heading is known by the phrase of the dictionary
that has most words, all of them in the heading; of two as long, by the one that comes first in the heading.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

LONGEST_HEADING: Final = 14
"""Words of a heading; what has more is a sentence of the form."""

_BROKEN: Final = re.compile(r"(?<=\w)[-\u00ad]\s+(?=\w)")
"""A word that is hyphenated at the end of a line."""
_SILENT: Final = frozenset(
    {
        "de",
        "del",
        "la",
        "el",
        "los",
        "las",
        "y",
        "e",
        "u",
        "en",
        "al",
        "por",
        "para",
        "the",
        "of",
        "da",
        "do",
        "das",
        "dos",
        "con",
        "su",
        "sus",
        "que",
        "se",
        "un",
        "una",
        "a",
    }
)


class Role(StrEnum):
    """What a column of a form holds."""

    NUMBER = "number"
    OBJECTIVE = "objective"
    ABOVE = "above"
    ACTION = "action"
    PRODUCT = "product"
    INDICATOR = "indicator"
    FORMULA = "formula"
    UNIT = "unit"
    BASELINE = "baseline"
    GOAL = "goal"
    DIRECTION = "direction"
    WEIGHT = "weight"
    OBJECTIVE_WEIGHT = "objective_weight"
    ACTION_WEIGHT = "action_weight"
    RESPONSIBLE = "responsible"
    START = "start"
    END = "end"
    DURATION = "duration"
    SCHEDULE = "schedule"
    DELIVERY = "delivery"
    PROGRAMME = "programme"
    EXECUTED = "executed"
    ROW_KIND = "row_kind"
    KEPT = "kept"


LEVELS: Final = frozenset({Role.OBJECTIVE, Role.ABOVE, Role.ACTION, Role.PRODUCT})


class Match(NamedTuple):
    """What a heading was understood as: the role, how many words said so, and the phrase's place in its list."""

    role: Role
    words: int
    rank: int


def unbroken(text: str) -> str:
    """Return a text in one line, its hyphenated words whole."""
    return " ".join(_BROKEN.sub("", text).split())


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return a text in small letters without accents, in one line."""
    letters = unicodedata.normalize("NFKD", unbroken(text).casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def stem(word: str) -> str:
    """Return a word without the end that tells its plural from its singular."""
    singular = word[:-1] if len(word) > 3 and word.endswith("s") else word
    return singular[:-1] if len(singular) > 3 and singular.endswith("e") else singular


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words and numbers of a text, plain and without endings."""
    return tuple(stem(word) for word in re.findall(r"[a-z0-9]+|[%$#]", plain(text)))


def telling(text: str) -> tuple[str, ...]:
    """Return the words of a text that say something, all of them where none does."""
    words = words_of(text)
    return tuple(word for word in words if word not in _SILENT) or words


@lru_cache(maxsize=1)
def dictionary() -> Mapping[str, Mapping[str, Any]]:
    """Return what `words.toml` holds: lists of phrases by section and name, and words by their abbreviations."""
    data: dict[str, dict[str, Any]] = tomllib.loads(files("workbook.form").joinpath("words.toml").read_text("utf-8"))
    return data


@lru_cache(maxsize=64)
def phrases(section: str, name: str) -> tuple[str, ...]:
    """Return the phrases of one list, plain."""
    return tuple(map(plain, dictionary()[section][name]))


@lru_cache(maxsize=64)
def stems(section: str, name: str) -> frozenset[str]:
    """Return the phrases of one list as stems joined by spaces."""
    return frozenset(" ".join(words_of(phrase)) or phrase for phrase in phrases(section, name))


@lru_cache(maxsize=4096)
def is_one_of(text: str, section: str, name: str) -> bool:
    """Whether a whole text is a phrase of a list."""
    return plain(text).strip(" .:*()") in phrases(section, name) or " ".join(words_of(text)) in stems(section, name)


@lru_cache(maxsize=64)
def _pattern(section: str, name: str) -> re.Pattern[str]:
    listed = sorted(phrases(section, name), key=len, reverse=True)
    return re.compile("|".join(map(_whole, listed)))


def _whole(text: str) -> str:
    """Return the pattern of a phrase that is not a part of other words."""
    before, after = (r"(?<!\w)" if text[0].isalnum() else ""), (r"(?!\w)" if text[-1].isalnum() else "")
    return f"{before}{re.escape(text)}{after}"


def first_of(text: str, section: str, name: str) -> re.Match[str] | None:
    """Return where a plain text has a phrase of a list first, None where it has none."""
    return _pattern(section, name).search(text)


@lru_cache(maxsize=4)
def numbered(section: str) -> Mapping[str, int]:
    """Return the numbers of a section whose lists are named after them (`months`, `ordinals`), by plain word."""
    return {plain(word): int(number) for number, listed in dictionary()[section].items() for word in listed}


@lru_cache(maxsize=1)
def _known() -> Mapping[str, list[tuple[frozenset[str], Match]]]:
    """Return the phrases of headings as sets of words with what they mean, by one of their words."""
    found: dict[str, list[tuple[frozenset[str], Match]]] = {}
    for section in ("headings", "levels"):
        for name, listed in dictionary()[section].items():
            for rank, phrase in enumerate(listed):
                words = frozenset(telling(phrase))
                found.setdefault(min(words), []).append((words, Match(Role(name), len(words), rank)))
    return found


@lru_cache(maxsize=512)
def heading_role(text: str) -> Match | None:
    """Return what a heading is understood as, None where no phrase of the dictionary fits it."""
    short = dictionary()["abbreviations"]
    words = tuple(stem(short.get(word, word)) for word in telling(text))
    if not words or len(words) > LONGEST_HEADING:
        return None
    known = _known()
    place = {word: at for at, word in reversed(list(enumerate(words)))}
    fits = [
        (match.words, -min(place[word] for word in phrase), -match.rank, match)
        for word in place
        for phrase, match in known.get(word, ())
        if phrase <= place.keys()
    ]
    return max(fits, key=lambda fit: fit[:3])[3] if fits else None


def contains(words: Iterable[str], section: str, name: str) -> bool:
    """Whether one of the words, or two of them in a row, is a phrase of a list."""
    joined = f" {' '.join(words)} "
    return any(f" {phrase} " in joined for phrase in stems(section, name))
