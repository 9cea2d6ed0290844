"""Signatures, remarks and evidence on the command line, with the keys of a real OpenSSH."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from command import Run
from tui.proofs.ssh import ALLOWED_SIGNERS

needs_openssh = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen of OpenSSH")
ROLES = ("elaboró", "Reviso", "APROBÓ")


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A key of Ana's, in a folder that is not the plan's."""
    monkeypatch.delenv(ALLOWED_SIGNERS, raising=False)
    return made_key(tmp_path / "ana")


def made_key(path: Path) -> Path:
    path.parent.mkdir(exist_ok=True)
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "ana", "-f", path], check=True)
    return path


def known(plan_file: Path, key: Path, who: str = "ana", namespaces: str = "plan-de-accion") -> Path:
    """Have a key known beside the plan."""
    public = key.with_suffix(".pub").read_text(encoding="utf-8")
    file = plan_file.with_name("allowed_signers")
    file.write_text(f'{who} namespaces="{namespaces}" {public}', encoding="utf-8")
    return file


def test_three_signatures_make_a_version(run: Run, plan_file: Path) -> None:
    for role in ROLES:
        outcome = run("sign", plan_file, "--as", role)
        assert outcome.code == 0, outcome.err
    assert outcome.out.splitlines()[0] == "Se firma la versión 1 del plan"
    assert outcome.out.splitlines()[-1] == "La versión 1 queda aprobada."
    listed = run("signatures", plan_file).out.splitlines()
    assert listed[0] == "Plan, versión 1"
    assert [line.split(":")[0].strip() for line in listed[1:]] == ["Elaboró", "Revisó", "Aprobó"]
    refused = run("edit", plan_file, "2.weight=12%")
    assert refused.code == 1
    assert "--reason" in refused.err
    assert run("edit", plan_file, "2.weight=12%", "--reason", "comité del 3 de abril").code == 0
    after = run("firmas", plan_file).out.splitlines()
    assert after[0] == "Plan, versión 1, con una modificación pendiente de aprobación"
    assert all(line.endswith("ya no cubre lo vigente") for line in after[1:])
    assert run("verify", plan_file).code == 0


@needs_openssh
def test_a_signature_with_a_key_is_verified(run: Run, plan_file: Path, key: Path) -> None:
    signed = run("sign", plan_file, "--as", "revisó", "--key", key)
    assert signed.code == 0, signed.err
    assert "Revisó: firmado por" in signed.out
    assert "sin comprobar" in run("signatures", plan_file).out
    known(plan_file, key)
    assert "con la llave SSH de ana" in run("signatures", plan_file).out
    row = next(item for item in json.loads(run("signatures", plan_file, "--json").out) if item["signed"])
    assert (row["role"], row["key"], row["key_of"], row["covers"]) == ("Revisó", True, "ana", True)
    assert run("verify", plan_file).code == 0


@needs_openssh
@pytest.mark.parametrize("place", ["option", "environment"])
def test_the_known_keys_are_where_somebody_says(
    run: Run, plan_file: Path, key: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    run("sign", plan_file, "--as", "revisó", "--key", key)
    file = known(plan_file, key).rename(key.parent / "llaves")
    words = ["--allowed-signers", file] if place == "option" else []
    if place == "environment":
        monkeypatch.setenv(ALLOWED_SIGNERS, str(file))
    assert "con la llave SSH de ana" in run("signatures", plan_file, *words).out
    assert run("verify", plan_file, *words).code == 0
    refused = run("verify", plan_file, "--allowed-signers", key.parent / "nada")
    assert (refused.code, "No está el archivo" in refused.err) == (1, True)


@needs_openssh
def test_a_strangers_key_and_one_for_something_else_are_found(run: Run, plan_file: Path, key: Path) -> None:
    run("sign", plan_file, "--as", "revisó", "--key", key)
    known(plan_file, made_key(key.parent / "otra"))
    found = run("verify", plan_file)
    assert (found.code, found.out.split(":")[0]) == (1, "sign_off.reviso")
    assert "NO se reconoce" in run("signatures", plan_file).out
    known(plan_file, key, namespaces="git")
    assert run("verify", plan_file).code == 1


@needs_openssh
def test_a_signature_is_good_for_its_own_role_only(run: Run, plan_file: Path, key: Path) -> None:
    """Somebody with an editor puts Ana's signature beside another role."""
    run("sign", plan_file, "--as", "elaboró", "--key", key)
    run("sign", plan_file, "--as", "revisó")
    known(plan_file, key)
    tables = json.loads(plan_file.read_text(encoding="utf-8"))
    by_act = {document["act"]: document for document in tables["acts"].values()}
    by_act["sign_off.reviso"]["signature"] = by_act["sign_off.elaboro"]["signature"]
    plan_file.write_text(json.dumps(tables), encoding="utf-8")
    found = run("verify", plan_file)
    assert found.code == 1
    assert {line.split(":")[0] for line in found.out.splitlines()[:2]} == {"sign_off.reviso"}


@needs_openssh
def test_a_key_that_does_not_sign_writes_nothing(run: Run, plan_file: Path, tmp_path: Path) -> None:
    before = plan_file.read_bytes()
    refused = run("sign", plan_file, "--as", "revisó", "--key", tmp_path / "nada")
    assert refused.code == 1
    assert "ssh-keygen" in refused.err
    assert plan_file.read_bytes() == before


def test_a_key_that_is_a_pipe_or_a_folder_is_refused_and_not_waited_for(
    run: Run, plan_file: Path, tmp_path: Path
) -> None:
    pipe = tmp_path / "tubo"
    os.mkfifo(pipe)
    before = plan_file.read_bytes()
    for key in (pipe, tmp_path, ""):
        refused = run("sign", plan_file, "--as", "revisó", "--key", key)
        assert (refused.code, "no es el archivo de una llave" in refused.err) == (1, True)
    assert plan_file.read_bytes() == before


def test_without_openssh_a_sentence_says_so(
    run: Run, plan_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    refused = run("sign", plan_file, "--as", "revisó", "--key", tmp_path / "llave")
    assert (refused.code, "OpenSSH" in refused.err) == (1, True)


def test_a_cut_off_is_signed(run: Run, worked_file: Path) -> None:
    assert run("sign", worked_file, "--as", "revisó", "--month", "mar").code == 1
    run("close", worked_file, "mar")
    signed = run("sign", worked_file, "--as", "revisó", "--month", "mar")
    assert signed.out.splitlines()[0].startswith("Se firma el corte presentado de marzo: plan 89,1 %")
    assert "Corte presentado de marzo" in run("signatures", worked_file).out


def test_a_remark_is_written_changed_and_shown(run: Run, worked_file: Path) -> None:
    assert run("remark", worked_file, "6@mar").out == "análisis de N° 6 en marzo: nada todavía\n"
    written = run("remark", worked_file, "6@mar", "--analysis", "Faltó el camión.", "--evidence", "RAD-2024-55")
    assert written.code == 0, written.err
    run("comentar", worked_file, "6@mar", "--action", "Alquilar otro.", "--due", "2024-05-31", "--responsible", "Ana")
    told = json.loads(run("remark", worked_file, "6@mar", "--json").out)
    assert (told["analysis"], told["action"], told["due"]) == ("Faltó el camión.", "Alquilar otro.", "2024-05-31")
    assert told["evidence"]["source"] == "RAD-2024-55"


@pytest.mark.parametrize(
    "words",
    [
        ["6@mar", "--action", "Alquilar."],
        ["6@mar", "--analysis", " "],
        ["6@mar", "--analysis", "Sí.", "--due", "2024-05-31"],
        ["6@mar", "--analysis", "a\x1b[31m"],
        ["6@mar", "--analysis", "a" * 4001],
        ["4@feb", "--analysis", "Sí.", "--due", "31 de febrero"],
        ["99@mar", "--analysis", "Sí."],
    ],
)
def test_a_remark_that_says_too_little_is_refused(run: Run, worked_file: Path, words: list[str]) -> None:
    before = worked_file.read_bytes()
    assert run("remark", worked_file, *words).code == 1
    assert worked_file.read_bytes() == before


def test_evidence_that_changed_or_is_gone_is_named(run: Run, worked_file: Path, tmp_path: Path) -> None:
    proof, other = worked_file.with_name("acta.pdf"), tmp_path / "foto.png"
    proof.write_bytes(b"acta")
    other.write_bytes(b"foto")
    assert run("set", worked_file, "4.efectivas@mar=96.199", "--evidence", proof).code == 0
    run("remark", worked_file, "6@mar", "--analysis", "Faltó.", "--evidence", other)
    run("set", worked_file, "6.m3@mar=1", "--evidence", "https://example.org/acta")
    assert run("verify", worked_file, "--evidence").code == 0
    proof.write_bytes(b"otra")
    other.unlink()
    assert run("verify", worked_file).code == 0
    found = run("verify", worked_file, "--evidence")
    assert found.code == 1
    assert sorted(line.split(":")[0] for line in found.out.splitlines()[:2]) == [
        "evidence.4.efectivas@3",
        "remark.6@3",
    ]


def test_what_seems_to_name_a_file_that_is_not_there_is_said(run: Run, worked_file: Path) -> None:
    for command in (
        ("set", worked_file, "4.efectivas@mar=96.199"),
        ("remark", worked_file, "6@mar", "--analysis", "F"),
    ):
        for source in ("acta.pdf", "actas/acta"):
            done = run(*command, "--evidence", source)
            assert done.code == 0
            assert f"no hay un archivo {source}:" in done.err
        for source in ("RAD-2024-55", "https://example.org/acta.pdf", "Res. 2024.07"):
            assert "no hay un archivo" not in run(*command, "--evidence", source).err


def test_a_remark_is_told_whole(run: Run, worked_file: Path) -> None:
    said = (
        "--analysis",
        "Llovió",
        "--action",
        "Cuadrilla",
        "--due",
        "2024-05-31",
        "--responsible",
        "Ana",
        "--evidence",
        "R-1",
    )
    written = run("remark", worked_file, "6@mar", *said)
    told = "Llovió · Acción: Cuadrilla · Plazo: 31/05/2024 · Responsable: Ana · Evidencia: R-1"
    assert written.out == f"análisis de N° 6 en marzo: {told}\n"
    assert told in run("history", worked_file).out


def test_evidence_travels_with_the_folder_of_the_plan(run: Run, worked_file: Path) -> None:
    proof = worked_file.with_name("acta.pdf")
    proof.write_bytes(b"acta")
    run("set", worked_file, "4.efectivas@mar=96.199", "--evidence", proof)
    act = json.loads(run("history", worked_file, "--json").out)[-2]
    assert act["new"]["source"] == "acta.pdf"


def test_what_is_no_evidence_is_refused(run: Run, worked_file: Path) -> None:
    before = worked_file.read_bytes()
    for evidence, why in (
        (worked_file.parent, "no es un archivo"),
        ("", "Falta la evidencia"),
        (" ", "Falta la evidencia"),
        ("RAD-1\nplan: sano", "una sola línea"),
        ("RAD-1\x1b[2J", "signos invisibles"),
    ):
        refused = run("set", worked_file, "4.efectivas@mar=1", "--evidence", evidence)
        assert (refused.code, why in refused.err) == (1, True), refused.err
    assert worked_file.read_bytes() == before


def test_a_text_without_end_is_refused_and_not_repeated(run: Run, worked_file: Path) -> None:
    run("close", worked_file, "mar")
    before, endless = worked_file.read_bytes(), "a" * 100_000
    for words in (
        ["sign", "--as", endless],
        ["reopen", "mar", "--reason", endless],
        ["edit", "2.weight=12%", "--reason", endless],
        ["set", "4.efectivas@abr=1", "--note", endless],
        ["remark", "6@mar", "--analysis", endless],
    ):
        refused = run(words[0], worked_file, *words[1:])
        assert refused.code == 1
        assert len(refused.err) < 300
    assert worked_file.read_bytes() == before
