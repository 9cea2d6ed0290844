"""Spoilt plan files: the 2024 plan with some of its fields changed, always the same ones for a seed."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any, Final, NamedTuple, TypeAlias

_PLAN: Final = Path(__file__).parents[2] / "plan_2024.json"
SEED: Final = 2024

Path_: TypeAlias = tuple[str | int, ...]
"""The keys that lead from the whole file to a field."""

NUMBERS: Final = (
    "9" * 31, "9" * 95, "9" * 5000, "9" * 87 + ".9", "0." + "0" * 60 + "1", "1" + "0" * 300, "-" + "9" * 30,
    "9" * 30, "0." + "0" * 29 + "1", "-0", "0", "99999999999999999999", "1E+999999", "1e5", "NaN", "Infinity", "-1", "",
    "NP", "１２", "1.5.2", "+5", " 5", "5\n", "0x10",
)  # fmt: skip
TEXTS: Final = (
    "\x1b[2J\x1b[H", "\x1b]0;titulo\x07", "\x9b31m", "\x07\x08\x7f", "\u202egnp.exe", "\u2066\u2069",
    "\u200b\u200d\ufeff",
    "\u2028plan: todo bien\u2029", "uno\r\ndos\nplan: tres", "\ud800", "\U000e0041\U000e0042", "=1+1", "-cmd", "@x",
    "a" * 5000, "ñ" * 300, "日本語", "é" * 40, "{0.__class__}", "%s%n", "«»", "", " ", "\x00", "'; --",
)  # fmt: skip
_DATES: Final = ("0000-01-01", "0001-01-01", "9999-12-31", "2024-13-01", "2024-02-30", "2024-W01", "20240101", "")
_FORMULAS: Final = (
    "*".join(["facturado"] * 90), "-" * 60 + "facturado", "(" * 60 + "facturado" + ")" * 60, "facturado / 0",
    "facturado * " + "9" * 900, "facturado + 0." + "0" * 900 + "1", "facturado / facturado", "a\x1b[2J",
    "９ * facturado",
)  # fmt: skip
_IDS: Final = ("4\u200b", "4\x1b[2J", "9" * 500, "plan", "objective", "N°", "-h", "--json", "١", "a/b", "💧")
_ZONES: Final = ("Mars/Olympus", "../../etc/passwd", "/etc/passwd", "a\x00b", "America", "x" * 5000, "")
_LOCALES: Final = ("xx_XX", "en_US", "ar_EG", "C", "../x", "es_CO.UTF-8", "", "zz" * 500)
_OTHERS: Final[tuple[Any, ...]] = (None, True, -1, 0, 10**17, 1e308, 0.1, [], {}, [[]], [None], {"a": {}}, "5")


class Mutation(NamedTuple):
    """A spoilt plan file: what was done to it, and its bytes."""

    what: str
    data: bytes


def mutations(count: int, seed: int = SEED) -> Iterator[Mutation]:
    """Yield so many spoilt plan files; the first ones of a longer series are those of a shorter one."""
    chance = Random(seed)
    whole = _PLAN.read_bytes()
    for _number in range(count):
        tables = json.loads(whole)
        done = [_change(chance, tables) for _time in range(chance.choice((1, 1, 1, 2, 4)))]
        yield Mutation("; ".join(done), json.dumps(tables, ensure_ascii=chance.random() < 0.9).encode(errors="replace"))


def _change(chance: Random, tables: Any) -> str:
    """Change one field in place and return what was done."""
    act = chance.choice((_reword, _reword, _renumber, _renumber, _retype, _remove, _double, _nest, _grow))
    return act(chance, tables)


def _fields(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inside:
        yield (*path, key)
        yield from _fields(item, (*path, key))


def _field(chance: Random, tables: Any, fits: Callable[[Path_, Any], bool]) -> Path_:
    """Return a field that `fits`; each table is as likely as another, though most documents are cells and history."""
    known = [path for path in _fields(tables) if len(path) > 2 and fits(path, _at(tables, path))]
    table = chance.choice(sorted({str(path[0]) for path in known}))
    return chance.choice([path for path in known if path[0] == table])


def _at(tables: Any, path: Path_) -> Any:
    for key in path:
        tables = tables[key]
    return tables


def _set(tables: Any, path: Path_, value: Any) -> str:
    _at(tables, path[:-1])[path[-1]] = value
    shown = repr(value)
    return f"{'/'.join(map(str, path))} = {shown[:40]}"


def _reword(chance: Random, tables: Any) -> str:
    path = _field(chance, tables, lambda _path, value: isinstance(value, str))
    name = path[-1]
    texts = {"start": _DATES, "end": _DATES, "at": _DATES, "expression": _FORMULAS, "timezone": _ZONES}.get(str(name))
    texts = texts or {"locale": _LOCALES, "id": _IDS, "cell": _IDS}.get(str(name), TEXTS)
    text = chance.choice(texts)
    return _set(tables, path, text if chance.random() < 0.5 or texts is not TEXTS else f"{_at(tables, path)}{text}")


def _renumber(chance: Random, tables: Any) -> str:
    names = {"value", "new", "old", "weight", "target", "green", "yellow", "over", "programme"}
    path = _field(chance, tables, lambda path, _value: path[-1] in names)
    if path[-1] == "programme":
        return _set(tables, path, [chance.choice(NUMBERS) for _month in range(chance.choice((12, 12, 11, 500)))])
    return _set(tables, path, chance.choice(NUMBERS))


def _retype(chance: Random, tables: Any) -> str:
    return _set(tables, _field(chance, tables, lambda _path, _value: True), chance.choice(_OTHERS))


def _remove(chance: Random, tables: Any) -> str:
    path = _field(chance, tables, lambda path, _value: isinstance(path[-1], str))
    del _at(tables, path[:-1])[path[-1]]
    return f"{'/'.join(map(str, path))} removed"


def _double(chance: Random, tables: Any) -> str:
    """Put a copy of a document into its table, or of an item into its list."""
    table = chance.choice(sorted(name for name, documents in tables.items() if documents))
    documents = tables[table]
    id_ = chance.choice(sorted(documents))
    documents[str(900_000 + len(documents))] = json.loads(json.dumps(documents[id_]))
    return f"{table}/{id_} twice"


def _nest(chance: Random, tables: Any) -> str:
    path = _field(chance, tables, lambda _path, _value: True)
    deep: Any = "x"
    for _level in range(chance.choice((30, 500))):
        deep = [deep] if chance.random() < 0.5 else {"a": deep}
    return _set(tables, path, deep) + " nested"


def _grow(chance: Random, tables: Any) -> str:
    """Make the table of the indicators or a list of theirs empty, or much longer."""
    if chance.random() < 0.3:
        for id_ in [id_ for id_ in tables["indicators"] if chance.random() < 0.6]:
            del tables["indicators"][id_]
        return "indicators taken out"
    if chance.random() < 0.3:
        tables["indicators"].clear()
        return "no indicators"
    path = _field(chance, tables, lambda _path, value: isinstance(value, list))
    items = _at(tables, path)
    return _set(tables, path, (items or ["x"]) * chance.choice((0, 2, 400)))
