"""Values of fields as a person writes them: `12%`, `01/02/2024`, `90/70/125`; every one is read back to the same."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, localcontext
from enum import StrEnum
from typing import Any, Final, NamedTuple

from scoring.entry.addresses import EntryError
from scoring.entry.policy_values import read_policy, read_roles, write_policy, write_roles
from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Aggregate, Alias, Constant, Direction, Kind, Plan, Signature, Thresholds, Variable
from scoring.model.fields import Field, value_of
from scoring.precision import PRECISION
from scoring.text.lists import from_line, join_items, split_items, to_line
from scoring.text.numbers import format_number, format_share, parse_number
from scoring.text.words import aggregate_word, direction_word, kind_word

_ITEM: Final = re.compile(r"(?P<name>[^:(]*?)\s*(?::\s*(?P<label>.*?)\s*)?(?:\((?P<unit>(?:\\.|[^()\\])*)\)\s*)?")
"""A variable or a constant: `nuevos: Usuarios nuevos (usuarios)`, of which the name is enough."""
_MONTHS: Final = 12


class Written(NamedTuple):
    """How the values of a field are written and read."""

    write: Callable[[Plan, Field, Any], str]
    read: Callable[[Plan, Field, str], Any]
    """Raises PlanError or ValueError for what is no value of the field."""


def write_field(plan: Plan, field: Field) -> str:
    """Return what a field holds as a person writes it, in one line; FieldError where the plan does not have it."""
    return written(plan, field, value_of(plan, field))


def written(plan: Plan, field: Field, value: Any) -> str:
    """Return a value of a field as a person writes it, in one line."""
    with localcontext(PRECISION):
        return _of(field).write(plan, field, value)


def read_field(plan: Plan, field: Field, text: str) -> Any:
    """Return the value that a text gives a field; EntryError where it is none."""
    with localcontext(PRECISION):
        try:
            return _of(field).read(plan, field, text)
        except EntryError as error:
            raise EntryError(f"{field}: {error}") from None
        except (PlanError, ValueError) as error:
            raise EntryError(f"{field}: {error}") from None


def choices(field: Field) -> Mapping[str, str]:
    """Return what a field can be chosen from, as it is written, each with its word; empty where it is typed."""
    known = _CHOICES.get(field.name)
    return {item.value: known.word(item) for item in known.of} if known else {}


def offered(plan: Plan, name: str) -> tuple[str, ...]:
    """Return what a field of this name already is somewhere in the plan, where it is typed but mostly one of those."""
    if name != "responsible":
        return ()
    people = dict.fromkeys((*(indicator.responsible for indicator in plan.indicators), plan.responsible))
    return tuple(person for person in people if person.strip())


def read_share(text: str, locale: str) -> Decimal:
    """Read a percentage as a fraction; EntryError where its sign is missing."""
    number = parse_number(text, locale, "%" if "%" in text else "")
    if "%" not in text and number:
        raise EntryError(_("«¿{text} %?» Un porcentaje se escribe con su signo.").format(text=text.strip()))
    return number


def read_day(text: str) -> date:
    """Read `01/02/2024` or `2024-02-01`; EntryError for anything else."""
    found = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", text.strip())
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text.strip())
    except ValueError:
        raise EntryError(
            _("«{text}» no es una fecha: escríbala como 01/02/2024 o 2024-02-01.").format(text=text)
        ) from None


def _of(field: Field) -> Written:
    if field.attribute:
        return _ATTRIBUTE
    return _WRITTEN.get(field.name, _TEXT)


def _optional(write: Callable[[Plan, Field, Any], str]) -> Callable[[Plan, Field, Any], str]:
    return lambda plan, field, value: "" if value is None else write(plan, field, value)


def _or_none(read: Callable[[Plan, Field, str], Any]) -> Callable[[Plan, Field, str], Any]:
    return lambda plan, field, text: read(plan, field, text) if text.strip() else None


def _write_target(plan: Plan, field: Field, value: Decimal) -> str:
    indicator = plan.indicator(field.node)
    if indicator and indicator.target_is_share:
        return format_share(value, plan.locale)
    return format_number(value, plan.locale)


def _read_target(plan: Plan, field: Field, text: str) -> Decimal:
    indicator = plan.indicator(field.node)
    if indicator and indicator.target_is_share:
        return read_share(text, plan.locale)
    return parse_number(text, plan.locale, indicator.unit if indicator else "")


class _Choice(NamedTuple):
    of: type[StrEnum]
    word: Callable[[Any], str]

    def read(self, text: str) -> StrEnum:
        wanted = text.strip().lower()
        for item in self.of:
            if wanted in {item.value, self.word(item).lower()}:
                return item
        known = ", ".join(f"{item.value} ({self.word(item)})" for item in self.of)
        raise EntryError(_("«{text}» no es ninguno de estos: {known}.").format(text=text, known=known))


_CHOICES: Final = {
    "kind": _Choice(Kind, kind_word),
    "direction": _Choice(Direction, direction_word),
    "aggregate": _Choice(Aggregate, aggregate_word),
}


def _chosen(choice: _Choice) -> Written:
    return Written(lambda _plan, _field, value: str(value.value), lambda _plan, _field, text: choice.read(text))


def _write_thresholds(plan: Plan, _field: Field, value: Thresholds) -> str:
    return "/".join(format_share(item, plan.locale).removesuffix("%") for item in value)


def _read_thresholds(plan: Plan, _field: Field, text: str) -> Thresholds:
    parts = [parse_number(part.strip().removesuffix("%"), plan.locale).scaleb(-2) for part in text.split("/")]
    if len(parts) != len(Thresholds._fields):
        raise EntryError(_("«{text}»: son tres, verde, amarillo y exceso, como 90/70/125.").format(text=text))
    return Thresholds(*parts)


def _write_programme(plan: Plan, _field: Field, value: tuple[Decimal, ...]) -> str:
    return "/".join(format_number(part, plan.locale) for part in value)


def _read_programme(plan: Plan, _field: Field, text: str) -> tuple[Decimal, ...]:
    if not text.strip():
        return ()
    parts = tuple(parse_number(part, plan.locale) for part in text.split("/"))
    if len(parts) != _MONTHS:
        sentence = _("«{text}»: la programación son 12 partes, una por mes, con / entre ellas; hay {count}.")
        raise EntryError(sentence.format(text=text, count=len(parts)))
    return parts


def _listed(build: type[Variable] | type[Constant]) -> Written:
    """Return how variables or constants are written: name, label and unit of each."""

    def write(_plan: Plan, _field: Field, value: tuple[Variable | Constant, ...]) -> str:
        return "; ".join(_write_item(item) for item in value)

    def read(_plan: Plan, _field: Field, text: str) -> tuple[Variable | Constant, ...]:
        return tuple(build(*_read_item(item)) for item in split_items(text) if item.strip())

    return Written(write, read)


def _write_item(item: Variable | Constant) -> str:
    label = re.sub("^ | $", r"\\u0020", to_line(item.label, ";"))
    unit = f" ({to_line(item.unit, ';()')})" if item.unit or label.endswith(")") else ""
    return f"{item.name}: {label}{unit}"


def _read_item(text: str) -> tuple[str, str, str]:
    found = _ITEM.fullmatch(text.strip())
    if not found or not found["name"]:
        sentence = _("«{text}»: cada dato se escribe como nuevos: Usuarios nuevos (usuarios); basta el nombre.")
        raise EntryError(sentence.format(text=text.strip()))
    name = found["name"].strip()
    label = from_line(found["label"]) if found["label"] is not None else default_label(name)
    return name, label, from_line(found["unit"] or "")


def default_label(name: str) -> str:
    """Return what a variable is called on screen where nobody says: its name."""
    return (name[:1].upper() + name[1:]).replace("_", " ")


def _write_texts(_plan: Plan, _field: Field, value: tuple[str, ...]) -> str:
    return join_items(to_line(item, ";|") for item in value)


def _read_texts(_plan: Plan, _field: Field, text: str) -> tuple[str, ...]:
    return tuple(from_line(item) for item in split_items(text))


def _read_names(_plan: Plan, _field: Field, text: str) -> tuple[str, ...]:
    """Return the names in a text, between commas or semicolons; the words of one are joined by `_`."""
    return tuple("_".join(item.lower().split()) for item in re.split("[;,]", text) if item.strip())


def _write_rows(plan: Plan, field: Field, value: tuple[tuple[str, ...], ...]) -> str:
    return join_items((_write_texts(plan, field, row) for row in value), "|")


def _read_header(plan: Plan, field: Field, text: str) -> tuple[tuple[str, ...], ...]:
    rows = tuple(_read_texts(plan, field, row) for row in split_items(text, "|"))
    if len(rows) != 2:
        raise EntryError(_("el encabezado son dos filas, con | entre ellas y ; entre sus títulos"))
    return rows


def _read_signatures(plan: Plan, field: Field, text: str) -> tuple[Signature, ...]:
    rows = [_read_texts(plan, field, row) for row in split_items(text, "|")]
    if any(not 1 <= len(row) <= len(Signature._fields) for row in rows):
        raise EntryError(_("cada firma es rol;nombre;cargo;fecha;firma, con | entre una y otra"))
    return tuple(Signature(*row, *[""] * (len(Signature._fields) - 1 - len(row))) for row in rows)


def _write_aliases(_plan: Plan, _field: Field, value: tuple[Alias, ...]) -> str:
    return join_items(f"{to_line(item.alias, ';=')} = {to_line(item.name, ';=')}" for item in value)


def _read_aliases(_plan: Plan, _field: Field, text: str) -> tuple[Alias, ...]:
    pairs = [[from_line(part).strip() for part in split_items(item, "=")] for item in split_items(text) if item.strip()]
    if any(len(pair) != 2 or not all(pair) for pair in pairs):
        raise EntryError(_("cada nombre se escribe como JEFE COMERCIAL = Jefe Comercial, con ; entre uno y otro"))
    return tuple(Alias(*pair) for pair in pairs)


def _read_year(_plan: Plan, _field: Field, text: str) -> int:
    if not re.fullmatch(r"\s*\d{4}\s*", text):
        raise EntryError(_("«{text}» no es un año.").format(text=text))
    return int(text)


_TEXT: Final = Written(lambda _plan, _field, value: to_line(value), lambda _plan, _field, text: from_line(text))


def _read_attribute(plan: Plan, field: Field, text: str) -> str | None:
    return from_line(text) if text or value_of(plan, field) is not None else None


_ATTRIBUTE: Final = Written(_optional(_TEXT.write), _read_attribute)
_SHARE: Final = Written(
    lambda plan, _field, value: format_share(value, plan.locale),
    lambda plan, _field, text: read_share(text, plan.locale),
)
_DAY: Final = Written(lambda _plan, _field, value: f"{value:%d/%m/%Y}", lambda _plan, _field, text: read_day(text))
_WRITTEN: Final[Mapping[str, Written]] = {
    "weight": _SHARE,
    "target": Written(_optional(_write_target), _or_none(_read_target)),
    **{name: _chosen(choice) for name, choice in _CHOICES.items()},
    "start": _DAY,
    "end": _DAY,
    "year": Written(lambda _plan, _field, value: str(value), _read_year),
    "thresholds": Written(_optional(_write_thresholds), _or_none(_read_thresholds)),
    "programme": Written(_write_programme, _read_programme),
    "aliases": Written(_write_aliases, _read_aliases),
    "variables": _listed(Variable),
    "constants": _listed(Constant),
    "baseline": Written(_optional(_TEXT.write), _or_none(_TEXT.read)),
    "assumptions": Written(_write_texts, _read_texts),
    "sources": Written(_write_texts, _read_names),
    "roles": Written(lambda _plan, _field, value: write_roles(value), lambda _plan, _field, text: read_roles(text)),
    "policy": Written(lambda _plan, _field, value: write_policy(value), lambda _plan, _field, text: read_policy(text)),
    "text.heading": Written(_write_texts, _read_texts),
    "text.signature_labels": Written(_write_texts, _read_texts),
    "text.header": Written(_write_rows, _read_header),
    "text.signatures": Written(_write_rows, _read_signatures),
}
"""The fields that are not simply texts."""
