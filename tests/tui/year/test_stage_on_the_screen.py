"""Stage, version, amendments and closed months on the first line."""

from pathlib import Path

import pytest
from acts import amend, approve, close, commit, remarked, reopen
from hands import foot, lines, person_at

from tui.modes.other_sessions import look_again


@pytest.mark.parametrize(
    ("width", "first"),
    [
        (60, " v1, pendiente de aprobación"),
        (80, " Plan 2024 v1, pendiente de aprobación, cerrado mar "),
        (120, " Plan 2024 · FACTURACIÓN Y COBRANZA, v1, pendiente de aprobación, cerrado mar    corte Mar"),
        (160, " Plan de acción 2024 · FACTURACIÓN Y COBRANZA, vigente v1, pendiente de aprobación, cerrado mar "),
    ],
)
def test_the_first_line_says_stage_version_amendment_and_closed_months(path: Path, width: int, first: str) -> None:
    approve(path)
    amend(path)
    close(path)
    person = person_at(path, width=width)
    assert lines(person)[0].startswith(first)
    assert lines(person)[0].endswith("^Q salir")
    assert len(lines(person)[0]) < width


@pytest.mark.parametrize("width", range(60, 200, 7))
def test_the_first_line_never_grows_out_of_the_screen(path: Path, width: int) -> None:
    approve(path)
    close(path, 9)
    reopen(path, 8)
    person = person_at(path, width=width)
    assert "v1, cerrado sep" in lines(person)[0] or "vigente v1, cerrado sep" in lines(person)[0]
    assert len(lines(person)[0]) <= width


def test_the_first_line_of_a_draft_is_as_it_was(path: Path) -> None:
    commit(path, remarked("8", "Llegaron más."))
    assert lines(person_at(path))[0].startswith(" Plan 2024 · FACTURACIÓN Y COBRANZA")


def test_the_first_line_follows_what_others_do(path: Path) -> None:
    person = person_at(path)
    close(path, 2)
    look_again(person.stack)
    assert "cerrado feb" in lines(person)[0]
    assert ": cierre de febrero" in foot(person)
