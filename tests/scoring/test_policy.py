"""Roles and policy: written and read back, bounded, and refused where they speak of a role that nobody has."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans import worked_example
from scoring.entry.acceptance import accept
from scoring.entry.addresses import EntryError
from scoring.entry.definition_acceptance import RefusedDefinitionError
from scoring.entry.edits import read_edits
from scoring.entry.policy_values import read_policy, read_roles, write_policy, write_roles
from scoring.model import Plan, Policy, Role, Trigger
from scoring.model.fields import Field, FieldChange
from scoring.model.policy import LONGEST_NAME, MOST_ROLES, MOST_USERS
from scoring.model.validation import InvalidPlanError, validate
from scoring.plain_names import plain_name

PLAN = worked_example()
names = st.text(st.sampled_from("aÓ9 ;:,|()\\n."), min_size=1, max_size=9).map(str.strip).filter(bool)
roles = st.lists(st.builds(Role, names, st.lists(names, max_size=3).map(tuple)), max_size=3).map(tuple)
policies = st.builds(
    Policy,
    st.sets(st.sampled_from(Trigger)).map(lambda chosen: tuple(each for each in Trigger if each in chosen)),
    st.none() | st.integers(0, 366),
    st.lists(names, max_size=3).map(tuple),
)


def edited(*assignments: str) -> Plan:
    return accept(PLAN, read_edits(PLAN, assignments))


@given(roles)
def test_roles_are_read_back_to_the_same(given: tuple[Role, ...]) -> None:
    assert read_roles(write_roles(given)) == given


@given(policies)
def test_a_policy_is_read_back_to_the_same(given: Policy) -> None:
    assert read_policy(write_policy(given)) == given


def test_a_plan_that_says_nothing_has_the_usual_policy() -> None:
    assert (PLAN.roles, PLAN.policy) == ((), Policy((Trigger.RED, Trigger.OVER), None, ()))
    assert write_policy(PLAN.policy) == "análisis: rojo, exceso; cierre: sin plazo; versión: (las del formulario)"
    assert read_policy("") == PLAN.policy


def test_roles_and_policy_are_typed_as_a_person_writes_them() -> None:
    plan = edited(
        "plan.roles=Elaboró; REVISO:ana ,  EMPRESA\\juan;Aprobó: jefe",
        "plan.policy=VERSION: revisó, Aprobó; Cierre: 10 dias; analisis: amarillo, over, rojo",
    )
    assert plan.roles == (Role("Elaboró"), Role("REVISO", ("ana", "EMPRESA\\juan")), Role("Aprobó", ("jefe",)))
    assert plan.policy == Policy((Trigger.YELLOW, Trigger.RED, Trigger.OVER), 10, ("revisó", "Aprobó"))
    assert edited("plan.policy=análisis: nunca; cierre: 1").policy == Policy((), 1, ())


@pytest.mark.parametrize(
    ("assignment", "told"),
    [
        ("plan.roles=Revisó: ana: juan", "«Revisó: ana, pedro»"),
        ("plan.roles=: ana", "«Revisó: ana, pedro»"),
        ("plan.policy=nada", "la política son análisis, cierre y versión"),
        ("plan.policy=cierre: 1; cierre: 2", "cada uno una vez"),
        ("plan.policy=análisis: azul", "puede ser verde, amarillo, rojo, exceso, o nunca"),
        ("plan.policy=cierre: mañana", "«10 días», o «sin plazo»"),
        ("plan.policy=cierre: -1", "«10 días», o «sin plazo»"),
    ],
)
def test_what_cannot_be_read_is_refused_with_how_it_is_written(assignment: str, told: str) -> None:
    with pytest.raises(EntryError, match=rf"^plan\.\w+: .*{told}"):
        edited(assignment)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"roles": (Role("Revisó"), Role("reviso"))}, "«reviso» está dos veces"),
        ({"roles": tuple(Role(f"Rol {number}") for number in range(MOST_ROLES + 1))}, "hay 21; son 20"),
        ({"roles": (Role("Revisó", ("a",) * (MOST_USERS + 1)),)}, "hay 51 usuarios"),
        ({"roles": (Role("Revisó", ("a b",)),)}, "«a b» no sirve de usuario: un usuario del sistema no lleva"),
        ({"roles": (Role("Revisó", ("",)),)}, "«» no sirve de usuario: es de una línea"),
        ({"roles": (Role("Rev\x1bisó"),)}, "«Rev␛isó» no sirve de rol: es de una línea"),
        ({"roles": (Role("a" * (LONGEST_NAME + 1)),)}, "de 1 a 60 letras"),
        ({"policy": Policy(close_within=367)}, "a los 366 días"),
        ({"policy": Policy(version_roles=("Revisó", "REVISÓ"))}, "el rol «REVISÓ» está dos veces"),
        ({"policy": Policy(version_roles=(" ",))}, "« » no sirve de rol"),
        ({"code": "PL\nFR"}, "el código es de una línea"),
        ({"version": "3" * 61}, "la versión es de una línea y de 60 letras"),
        ({"logo": "a\x00"}, "la ruta del logo es de una línea"),
    ],
)
def test_what_is_out_of_bounds_is_no_plan(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(InvalidPlanError, match=told):
        validate(PLAN._replace(**changes))


def test_a_role_that_is_not_in_the_form_is_refused_since_it_would_be_open_to_anybody() -> None:
    with pytest.raises(RefusedDefinitionError, match=r"plan\.roles: el rol «Revizó» no está .* Elaboró, Revisó"):
        edited("plan.roles=Revizó: ana")
    with pytest.raises(RefusedDefinitionError, match=r"plan\.policy: el rol «Nadie» no está"):
        edited("plan.policy=versión: Nadie")
    held = edited("plan.roles=Revisó: ana")
    with pytest.raises(RefusedDefinitionError, match=r"el rol «Revisó» no está .* hay: Verificó"):
        accept(held, read_edits(held, ["plan.text.signatures=Verificó;Ana"]))
    both = ["plan.text.signatures=Verificó;Ana", "plan.roles=verifico: ana"]
    assert accept(held, read_edits(held, both)).roles == (Role("verifico", ("ana",)),)


def test_a_plan_whose_roles_another_program_spoilt_takes_other_edits() -> None:
    spoilt = PLAN._replace(roles=(Role("Revizó", ("ana",)),))
    change = FieldChange(Field("4", "weight"), Decimal("0.3"))
    assert accept(spoilt, [change]).roles == spoilt.roles


def test_a_plan_without_signatures_takes_any_role() -> None:
    bare = PLAN._replace(texts=PLAN.texts._replace(signatures=()))
    assert accept(bare, read_edits(bare, ["plan.roles=Auditor: ana"])).roles == (Role("Auditor", ("ana",)),)


@pytest.mark.parametrize("name", ["Revisó", "REVISO", " revisó ", "reviso\u0301"])
def test_a_role_is_told_without_capitals_accents_and_spaces(name: str) -> None:
    assert plain_name(name) == "reviso"
