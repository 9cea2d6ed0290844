"""Roles and policy of a plan as a person writes them, in one line.

`Elaboró; Revisó: ana, pedro; Aprobó: jefe` and `análisis: rojo, exceso; cierre: 10 días; versión: Revisó, Aprobó`.
"""

import re
from collections.abc import Sequence
from typing import Final

from scoring.entry.addresses import EntryError
from scoring.messages import _, ngettext
from scoring.model import Policy, Role, Trigger
from scoring.plain_names import plain_name
from scoring.quoting import quoted
from scoring.text.lists import from_line, split_items, to_line
from scoring.text.words import trigger_word

_DIVIDERS: Final = ";:,("
_DAYS: Final = re.compile(r"([0-9]{1,4})(?:\s*d[ií]as?)?")

ANALYSIS: Final = _("análisis")
CLOSE: Final = _("cierre")
VERSION: Final = _("versión")
_NEVER: Final = _("nunca")
_NO_LIMIT: Final = _("sin plazo")
_OF_THE_FORM: Final = _("(las del formulario)")
"""No name of a role: one that begins with a bracket is written with a backslash."""


def write_roles(roles: Sequence[Role]) -> str:
    """Return roles as one line: who may sign is behind the colon, nobody where anybody may."""
    return "; ".join(": ".join(filter(None, (_name(role.name), ", ".join(map(_name, role.users))))) for role in roles)


def read_roles(text: str) -> tuple[Role, ...]:
    """Return the roles that a text says; EntryError where one has no name, or more than one list of users."""
    return tuple(_role(item) for item in split_items(text) if item.strip())


def write_policy(policy: Policy) -> str:
    """Return a policy as one line, all of it."""
    analysis = ", ".join(map(trigger_word, policy.analysis)) or _NEVER
    days = policy.close_within
    close = _NO_LIMIT if days is None else ngettext("{count} día", "{count} días", days)
    roles = ", ".join(map(_name, policy.version_roles)) or _OF_THE_FORM
    return f"{ANALYSIS}: {analysis}; {CLOSE}: {close}; {VERSION}: {roles}"


def read_policy(text: str) -> Policy:
    """Return the policy that a text says; what it does not speak of is as in a plan that says nothing.

    EntryError where a part is none, is there twice, or cannot be read.
    """
    said: dict[str, str] = {}
    for item in split_items(text):
        if not item.strip():
            continue
        name, _colon, value = item.partition(":")
        part = next((part for part in (ANALYSIS, CLOSE, VERSION) if plain_name(part) == plain_name(name)), None)
        if part is None or part in said:
            sentence = _(
                "«{text}»: la política son análisis, cierre y versión, cada uno una vez, como "
                "«análisis: rojo, exceso; cierre: 10 días; versión: Revisó, Aprobó»."
            )
            raise EntryError(sentence.format(text=quoted(item.strip())))
        said[part] = value.strip()
    usual = Policy()
    return Policy(
        _analysis(said[ANALYSIS]) if ANALYSIS in said else usual.analysis,
        _days(said[CLOSE]) if CLOSE in said else usual.close_within,
        _roles_of_version(said[VERSION]) if VERSION in said else usual.version_roles,
    )


def _name(name: str) -> str:
    return to_line(name, _DIVIDERS)


def _role(item: str) -> Role:
    name, *users = split_items(item, ":")
    if len(users) > 1 or not name.strip():
        sentence = _("«{text}»: cada rol se escribe como «Revisó: ana, pedro», o «Revisó» si cualquiera puede firmar.")
        raise EntryError(sentence.format(text=quoted(item.strip())))
    return Role(from_line(name.strip()), tuple(_names(users[0]) if users else ()))


def _names(text: str) -> list[str]:
    return [from_line(item.strip()) for item in split_items(text, ",") if item.strip()]


def _analysis(text: str) -> tuple[Trigger, ...]:
    if not text or plain_name(text) == _NEVER:
        return ()
    words = {word: trigger for trigger in Trigger for word in (trigger.value, plain_name(trigger_word(trigger)))}
    asked = [plain_name(word) for word in split_items(text, ",")]
    unknown = next((word for word in asked if word not in words), None)
    if unknown is not None:
        known = ", ".join(trigger_word(trigger) for trigger in Trigger)
        sentence = _("«{text}» no pide análisis: puede ser {known}, o {never}.")
        raise EntryError(sentence.format(text=quoted(unknown), known=known, never=_NEVER))
    wanted = {words[word] for word in asked}
    return tuple(trigger for trigger in Trigger if trigger in wanted)


def _days(text: str) -> int | None:
    if not text or plain_name(text) == _NO_LIMIT:
        return None
    found = _DAYS.fullmatch(text)
    if not found:
        sentence = _("«{text}» no es un plazo de cierre: escríbalo como «10 días», o «{none}».")
        raise EntryError(sentence.format(text=quoted(text), none=_NO_LIMIT))
    return int(found[1])


def _roles_of_version(text: str) -> tuple[str, ...]:
    return () if not text or plain_name(text) == plain_name(_OF_THE_FORM) else tuple(_names(text))
