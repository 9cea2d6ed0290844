"""Files made to hurt: each ends soon, in little memory, with one sentence in Spanish, and with nothing written.

They are read in a process of their own, whose memory is measured.
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple
from zipfile import ZipFile

import pytest
from hostile import CORPUS, READS, packed
from openpyxl import Workbook

from scoring.model import Plan

PLAN: Final = Path(__file__).parents[2] / "plan_2024.json"

READER: Final = """
import io, json, os, resource, sys, time
from tui.__main__ import main
import openpyxl, scoring.text.numbers, store, tui.cli.import_, tui.cli.new  # paid once, before the children are made

plan = sys.argv[1]
for name in sys.argv[2:]:
    for words in (["import", plan, name], ["new", "--from-form", name, "-o", "new.json"]):
        sys.stdout.flush()
        if os.fork():
            os.wait()
            continue
        resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
        out, sys.stdout, sys.stderr = sys.stdout, io.StringIO(), io.StringIO()
        began = time.process_time()
        code = main(words)
        seconds = time.process_time() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        said = sys.stderr.getvalue()
        print(json.dumps([name, code, said, peak, seconds]), file=out, flush=True)
        os._exit(0)
"""


class Outcome(NamedTuple):
    """How `plan` ended with a file: its exit code, what it said, its peak memory in KiB, and its processor time."""

    code: int
    said: str
    peak: int
    seconds: float


@pytest.fixture(scope="module")
def outcomes(
    plan: Plan, keyed_workbook: Callable[[Plan], Workbook], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[Outcome]]:
    """Hand the whole corpus to `plan import` and to `plan new` in another process; return how each ended, by name."""
    directory = tmp_path_factory.mktemp("hostile")
    buffer = BytesIO()
    keyed_workbook(plan).save(buffer)
    with ZipFile(buffer) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, (spoil, _sentence) in CORPUS.items():
        spoilt = spoil(dict(parts))
        (directory / f"{name}.xlsx").write_bytes(spoilt if isinstance(spoilt, bytes) else packed(spoilt))
    files = sorted(directory.iterdir())
    (target := tmp_path_factory.mktemp("plan") / "plan_2024.json").write_bytes(PLAN.read_bytes())
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", READER, str(target), *map(str, files)],
        cwd=directory,
        env={"PYTHONPATH": str(PLAN.parent)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert target.read_bytes() == PLAN.read_bytes(), "nothing was imported"
    assert sorted(directory.iterdir()) == files, "nothing was made"
    results: dict[str, list[Outcome]] = {}
    for line in run.stdout.splitlines():
        name, *outcome = json.loads(line)
        results.setdefault(Path(name).stem, []).append(Outcome(*outcome))
    return results


def test_corpus_is_large_enough() -> None:
    assert len(CORPUS) >= 30


@pytest.mark.parametrize("name", CORPUS)
def test_hostile_file_ends_with_a_sentence(outcomes: dict[str, list[Outcome]], name: str) -> None:
    _spoil, sentence = CORPUS[name]
    imported, form = outcomes[name]
    for outcome in (imported, form):
        assert outcome.peak < 100 * 1024, "KiB of memory"
        assert outcome.seconds < 12, "a file that costs time, however busy the machine is"
        assert all(line.isprintable() for line in outcome.said.splitlines())
    assert form.code == 1, "none of them is a form"
    assert re.fullmatch(r"plan: .*[.?]\n", form.said)
    if sentence == READS:
        assert imported.code == 0
    else:
        assert imported.code == 1
        assert re.fullmatch(r"(  ! .*\n)*plan: .*[.?]\n", imported.said)
        assert sentence in imported.said
