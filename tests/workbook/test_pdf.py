"""The workbook as PDF."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from recalculation import needs_libreoffice

from scoring.model import Plan
from workbook.errors import ExportError
from workbook.model.export_context import ExportContext
from workbook.writing.pdf import export_pdf


@needs_libreoffice
def test_the_form_the_follow_up_and_the_dashboard_take_four_pages(plan: Plan, tmp_path: Path) -> None:
    export_pdf(plan, tmp_path / "plan.pdf", ExportContext(3))
    sizes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", (tmp_path / "plan.pdf").read_bytes())
    landscape = [float(width) > float(height) for width, height in sizes]
    assert landscape[:6] == [True] * 6  # the form, the follow-up on two, the dashboard, the quarters, the responsibles
    assert not landscape[6]  # the profiles begin
    assert [path.name for path in tmp_path.iterdir()] == ["plan.pdf"]


@needs_libreoffice
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_values_are_printed_in_the_plans_locale_wherever_the_program_runs(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    export_pdf(plan, tmp_path / "plan.pdf", ExportContext(3))
    command = ["pdftotext", str(tmp_path / "plan.pdf"), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert re.search(r"\d,\d+%", text)
    assert not re.search(r"\d\.\d+%", text)


def test_without_libreoffice_a_sentence_says_what_to_install(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(ExportError, match="apt install libreoffice-calc"):
        export_pdf(plan, tmp_path / "plan.pdf", ExportContext(3))
    assert not list(tmp_path.iterdir())


class Refusing:
    """A guard that lets nothing be written over."""

    def replaces(self, target: Path) -> bool:
        raise ExportError(f"{target.name} is somebody's")

    def made(self, temporary: Path) -> None:
        assert temporary.read_bytes() == b""

    def wrote(self, target: Path, sha256: str) -> None:
        raise AssertionError(target, sha256)


def test_what_must_not_be_written_over_is_told_before_libreoffice_is_started(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def started(*_words: object, **_options: object) -> None:
        raise AssertionError("LibreOffice was started in vain")

    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setattr(subprocess, "run", started)
    with pytest.raises(ExportError, match=r"plan\.pdf is somebody's"):
        export_pdf(plan, tmp_path / "plan.pdf", ExportContext(3), Refusing())
