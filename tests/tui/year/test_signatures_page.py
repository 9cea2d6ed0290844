"""Signing by keys: what is signed is shown first, and the page says whose key made a signature."""

import shutil
import subprocess
from pathlib import Path

import pytest
from acts import amend, approve, close, opened
from hands import foot, lines, person_at, sound_plan

from plans import worked_example
from scoring.model.acts import ActChange, SignOff
from scoring.model.policy import Role
from scoring.year.signing import act_of, digest_to_sign, message
from scoring.year.stage import has_pending_amendment, version_of
from store import create, file_store
from tui.proofs.ssh import ALLOWED_SIGNERS, sign


def test_three_sign_offs_approve_the_plan(path: Path) -> None:
    person = person_at(path)
    person.type("F")
    assert person.screen().count("sin firma") == 3
    person.type("⏎")
    assert "SHA-256 " in person.screen()
    person.type("⏎")
    assert "¿Firmar la versión 1 como Elaboró? Una firma no se deshace." in foot(person)
    person.type("⏎")
    assert foot(person).startswith("firmado como Elaboró por ")
    assert person.screen().count("sin firma") == 2
    person.type("⏎⏎⏎⏎⏎⏎")
    assert "la versión 1 queda aprobada" in foot(person)
    assert version_of(sound_plan(path)) == 1
    person.type("⎋")
    assert "v1" in lines(person)[0]


def test_what_is_signed_is_shown_beside_what_was_signed_last(path: Path) -> None:
    approve(path)
    amend(path)
    person = person_at(path)
    person.type("F")
    assert person.screen().count("ya no cubre lo vigente") == 3
    person.type("⏎")
    assert "Cambió desde lo que se firmó el " in person.screen()
    assert "N° 2 peso: 10 % → 12 %; motivo: acta 4 del comité" in person.screen()
    person.type("⏎⏎⏎⏎⏎⏎⏎⏎⏎")
    plan = sound_plan(path)
    assert (version_of(plan), has_pending_amendment(plan)) == (2, False)


def test_a_plan_that_changes_while_its_signature_is_asked_about_is_not_signed(path: Path) -> None:
    person = person_at(path)
    person.type("F⏎⏎")
    amend(path)
    person.type("⏎")
    assert "Lo que iba a firmar cambió desde que se le mostró" in foot(person)
    assert sound_plan(path).acts == {}


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen of OpenSSH")
def test_the_page_of_signatures_says_whose_key_made_one(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(ALLOWED_SIGNERS, raising=False)
    key = tmp_path / "keys" / "ana"
    key.parent.mkdir()
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "ana", "-f", key], check=True)
    with opened(path) as store:
        plan = store.load().plan
        digest = digest_to_sign(plan, None)
        made = sign(message(plan, "Revisó", None, digest), key)
        store.commit([ActChange(act_of("Revisó", None), SignOff("Revisó", digest, signature=made))])
    person = person_at(path)
    person.type("F")
    assert "con llave SSH sin comprobar: no hay llaves conocidas" in " ".join(person.screen().split())
    person.type("⎋")
    public = key.with_suffix(".pub").read_text(encoding="utf-8")
    path.with_name("allowed_signers").write_text(f"ana {public}", encoding="utf-8")
    person.type("F")
    assert "con la llave SSH de ana" in " ".join(person.screen().split())


def test_a_submitted_cut_off_is_signed_with_its_figures(path: Path) -> None:
    close(path)
    person = person_at(path)
    person.type("F↓↓↓⏎")
    shown = person.screen()
    assert "Firma el corte presentado de marzo." in shown
    assert "Faltaba: 1 dato pendiente, 3 análisis pendientes." in shown
    assert " 89,1 ■A" in shown
    person.type("⏎⏎")
    assert isinstance(sound_plan(path).acts[act_of("Elaboró", 3)], SignOff)


def test_who_may_not_sign_is_told_who_may(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan_2024.json"
    create(path, worked_example()._replace(roles=(Role("Aprobó", ("jefe",)),)))
    monkeypatch.setattr(file_store, "user", lambda: "ana")
    person = person_at(path)
    person.type("F↓↓⏎")
    assert "puede firmar: jefe" in person.screen()
    person.type("⏎⏎")
    assert "ana no firma como Aprobó: firman jefe" in foot(person)
    assert sound_plan(path).acts == {}
