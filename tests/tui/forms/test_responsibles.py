"""A responsible is chosen in a form, completed or typed."""

from pathlib import Path

from hands import Person, choose, field_text, sound_plan, to_row

from scoring.model.fields import Field, value_of

PEOPLE = ("JEFE DIVISIÓN COMERCIAL", "Jefe Comercial División", "Abogados Coordinador de Cartera - Comité Comercial")
"""Those who answer for the first indicators, in the form's order."""


def test_a_responsible_is_chosen_from_those_of_the_plan(person: Person, path: Path) -> None:
    to_row(person, "i6")
    person.type("o")
    choose(person, "6.responsible")
    assert f" Responsable               < {PEOPLE[1]} >" in person.screen()
    assert "←→ elige" in person.screen()
    person.type("→")
    assert f"*Responsable               < {PEOPLE[2][:47]}… >\n" in person.screen()
    person.type("←←")
    assert f"< {PEOPLE[0]} >" in person.screen()
    person.type("←")
    assert "< FABIO DIAZ >" in person.screen(), "who answers for the plan comes last"
    person.type("→→→" + "↓" * 40 + "⏎")
    plan = sound_plan(path)
    assert value_of(plan, Field("6", "responsible")) == PEOPLE[2]


def test_a_responsible_is_typed_and_completed_too(person: Person, path: Path) -> None:
    to_row(person, "i6")
    person.type("o")
    choose(person, "6.responsible")
    person.type("aB")
    assert "aBogados Coordinador" in person.screen()
    assert "→ completa" in person.screen()
    person.type("↓↑")
    assert "< aB >" in person.screen(), "what is not taken is no part of the text"
    person.type("aB→ Ana")
    assert field_text(person, "6.responsible") == f"{PEOPLE[2]} Ana"
    person.type("←←←⌫⌫" + "↓" * 40 + "⏎")
    assert value_of(sound_plan(path), Field("6", "responsible")) == f"{PEOPLE[2][:-1]}Ana"


def test_the_responsible_of_a_new_indicator_is_chosen_or_pasted(person: Person, path: Path) -> None:
    to_row(person, "a1.1")
    person.type("A⏎Uno" + "↓" * 6)
    assert "<  >" in person.screen()
    person.type("→")
    person.paste("Ana Ruiz\n")
    assert field_text(person, "responsible") == "Ana Ruiz"
    person.type("↓↑→")
    assert field_text(person, "responsible") == PEOPLE[0]
    person.type("↓" * 9 + "⏎")
    [added] = [item for item in sound_plan(path).indicators if item.name == "Uno"]
    assert added.responsible == PEOPLE[0]
