"""Who may sign a plan in which role, and what its policy asks for: analyses, closes, the signatures of a version."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from scoring.messages import _
from scoring.quoting import quoted

MOST_ROLES: Final = 20
MOST_USERS: Final = 50
"""Users of one role."""
LONGEST_NAME: Final = 60
"""Letters of the name of a role or of a user."""
LONGEST_WAIT: Final = 366
"""Days until a month is to be closed."""


class Role(NamedTuple):
    """A part that people have in signing a plan, and who may sign in it."""

    name: str
    """As in the form's signature block: Elaboró, Revisó, Aprobó."""
    users: tuple[str, ...] = ()
    """Users of the operating system; none for anybody who may write the plan."""


class Trigger(StrEnum):
    """What may ask for a written analysis: an indicator's level, or a result over what the thresholds allow."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    OVER = "over"


class Policy(NamedTuple):
    """What the plan asks of the people who report and sign it."""

    analysis: tuple[Trigger, ...] = (Trigger.RED, Trigger.OVER)
    """What asks for a written analysis."""
    close_within: int | None = None
    """Days after a month's end until it is to be closed; None where there is no such limit."""
    version_roles: tuple[str, ...] = ()
    """The roles whose sign-offs make a version; none for those of the form's signature block."""


def unknown_roles(names: Iterable[str], known: Iterable[str]) -> list[str]:
    """Return the names that are those of no known role; none where no role is known."""
    from scoring.plain_names import plain_name  # imported here: a plan that names no roles compares none

    keys = {plain_name(name) for name in known} - {""}
    return [name for name in names if plain_name(name) not in keys] if keys else []


def faults(roles: tuple[Role, ...], policy: Policy) -> Iterator[str]:
    """Yield what no roles and no policy can be, a sentence each."""
    if len(roles) > MOST_ROLES:
        yield _("roles: hay {count}; son {limit} a lo sumo.").format(count=len(roles), limit=MOST_ROLES)
    yield from _repeated(_("roles: «{name}» está dos veces."), [role.name for role in roles])
    for role in roles:
        yield from _name_faults(_("roles: «{name}» no sirve de rol"), role.name)
        if len(role.users) > MOST_USERS:
            sentence = _("roles: en «{name}» hay {count} usuarios; son {limit} a lo sumo.")
            yield sentence.format(name=quoted(role.name), count=len(role.users), limit=MOST_USERS)
        for user in role.users:
            yield from _name_faults(_("roles: «{name}» no sirve de usuario"), user, spaces=False)
    yield from _repeated(_("política: el rol «{name}» está dos veces."), policy.version_roles)
    for name in policy.version_roles:
        yield from _name_faults(_("política: «{name}» no sirve de rol"), name)
    if policy.close_within is not None and policy.close_within > LONGEST_WAIT:
        sentence = _("política: el cierre es a los {limit} días del fin de mes a lo sumo.")
        yield sentence.format(limit=LONGEST_WAIT)


def _repeated(sentence: str, names: Sequence[str]) -> Iterator[str]:
    if not names:
        return
    from scoring.plain_names import plain_name  # imported here: a plan that names no roles compares none

    seen: set[str] = set()
    for name in names:
        key = plain_name(name)
        if key in seen:
            yield sentence.format(name=quoted(name))
        seen.add(key)


def _name_faults(sentence: str, name: str, *, spaces: bool = True) -> Iterator[str]:
    if not name or name != name.strip() or not name.isprintable() or len(name) > LONGEST_NAME:
        why = _("{what}: es de una línea y de 1 a {limit} letras, sin espacios en los bordes.")
        yield why.format(what=sentence.format(name=quoted(name)), limit=LONGEST_NAME)
    elif not spaces and " " in name:
        yield _("{what}: un usuario del sistema no lleva espacios.").format(what=sentence.format(name=quoted(name)))
