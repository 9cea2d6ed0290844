"""What a plan, a file's name or somebody's words say cannot steer the terminal that it is printed on."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from command import Run
from mutations import TEXTS
from scoring.quoting import escaped, quoted, visible
from tui.cli import get
from tui.cli.shared.verbs import VERBS

HOSTILE: Final = (
    "a\x1b[2J\x1b]0;b\x07c\x9b31md\x7f\u202ee\u2066f\u200bg\u2028h\ufeffi\U000e0041j\rk\x00l\ud800m\nplan: n\to"
)
READING: Final[dict[str, tuple[str, ...]]] = {
    "status": ("status", "FILE", "--month", "3"),
    "status --json": ("status", "FILE", "--json"),
    "status --monitor": ("status", "FILE", "--monitor"),
    "get": ("get", "FILE", "4"),
    "pending": ("pending", "FILE"),
    "pending --json": ("pending", "FILE", "--json"),
    "explain": ("explain", "FILE", "7"),
    "history": ("history", "FILE"),
    "history --json": ("history", "FILE", "--json"),
    "check": ("check", "FILE"),
    "check --json": ("check", "FILE", "--json"),
    "verify": ("verify", "FILE"),
    "restore": ("restore", "FILE", "--list"),
    "export": ("export", "FILE", "--for", HOSTILE),
    "import": ("import", "FILE", "no\x1b[2J.xlsx"),
    "new": ("new", "--from-form", "no\x1b[2J.tsv"),
    "set": ("set", "FILE", "4.efectivas@ene=\x1b[2J", "--note", HOSTILE),
    "backup": ("backup", "FILE", "no\x1b[2J"),
    "demo": ("demo", "no\x1b[2J"),
    "show": ("show", "FILE"),
    "show --json": ("show", "FILE", "--json"),
    "edit": ("edit", "FILE", f"4.name={HOSTILE}", "4.weight=\x1b[2J"),
    "add": ("add", "FILE", "action", "--objective", "9\x1b[2J", "--text", HOSTILE),
    "remove": ("remove", "FILE", "4\x1b[2J"),
    "compare": ("compare", "FILE"),
    "close": ("close", "FILE", "no\x1b[2J"),
    "reopen": ("reopen", "FILE", "mar", "--indicator", "no\x1b[2J", "--reason", HOSTILE),
    "sign": ("sign", "FILE", "--as", HOSTILE),
    "signatures": ("signatures", "FILE"),
    "signatures --json": ("signatures", "FILE", "--json"),
    "remark": ("remark", "FILE", "4@mar", "--analysis", HOSTILE),
    "move": ("move", "FILE", "4", "--after", "3\x1b[2J"),
}


def is_safe(text: str) -> bool:
    return all(line.isprintable() for line in text.split("\n"))


def _words(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield what has a text that the form gives, and by which key."""
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if isinstance(item, str) and key not in {"id", "number", "start", "end", "kind", "unit", "locale", "timezone"}:
            yield value, key
        else:
            yield from _words(item)


@pytest.fixture
def hostile_file(worked_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the worked example with a hostile text in every place for words, and a history that has one as well."""
    monkeypatch.chdir(worked_file.parent)
    tables = json.loads(worked_file.read_text())
    texts = [tables["plan"]["1"], *tables["objectives"].values(), *tables["actions"].values()]
    for document in texts:
        for owner, key in list(_words({**document, "thresholds": {}, "weight": {}})):
            owner[key] = HOSTILE
            document.update({key: HOSTILE} if key in {"process", "responsible", "text"} else {})
    for document in tables["indicators"].values():
        document |= {"name": HOSTILE, "responsible": HOSTILE, "assumptions": [HOSTILE]}
        document["texts"] |= dict.fromkeys(("goal", "formula", "responsible"), HOSTILE)
        for item in [*document["inputs"], *document["constants"]]:
            item["label"] = HOSTILE
    rows = [row for row in tables["history"].values() if "seq" in row]
    for row in rows:
        row |= {"by": HOSTILE, "note": HOSTILE, "at": HOSTILE}
    worked_file.write_text(json.dumps(tables))
    return worked_file


@pytest.mark.parametrize("words", READING.values(), ids=READING.keys())
def test_no_verb_lets_a_text_through(run: Run, hostile_file: Path, words: tuple[str, ...]) -> None:
    outcome = run(*(hostile_file if word == "FILE" else word for word in words))
    assert outcome.out + outcome.err
    assert is_safe(outcome.out)
    assert is_safe(outcome.err)
    assert "\nplan: n" not in outcome.out + outcome.err


def test_every_verb_is_tried_above() -> None:
    assert {words[0] for words in READING.values()} == {verb.name for verb in VERBS}


@pytest.mark.parametrize("form", ["--csv", "--csv=es"])
def test_a_csv_holds_nothing_that_steers(run: Run, hostile_file: Path, form: str) -> None:
    out = run("status", hostile_file, form).out.removeprefix("\ufeff")
    assert is_safe(out.replace("\t", ""))
    assert "a␛[2J␛]0;b␇c" in out


def test_json_holds_every_text_as_it_is(run: Run, hostile_file: Path) -> None:
    assert json.loads(run("status", hostile_file, "--json").out)["process"] == HOSTILE
    assert json.loads(escaped(json.dumps(HOSTILE, ensure_ascii=False))) == HOSTILE


def test_a_verb_that_takes_no_care_lets_nothing_through(
    run: Run, plan_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(_options: object) -> int:
        print(HOSTILE)
        print(HOSTILE, file=sys.stderr)
        return 0

    monkeypatch.setattr(get, "run", careless)
    outcome = run("get", plan_file, "4")
    assert outcome.out == outcome.err
    assert is_safe(outcome.out.replace("\t", ""))
    assert run("--ascii", "get", plan_file, "4").out.isascii()


@pytest.mark.parametrize(
    "name", ["\x1b[2J.json", "a\udcff.json", "\u202e.json", "a\nplan: b.json", "ñ" * 100 + ".json"]
)
@pytest.mark.parametrize("words", [("status",), ("get", "4"), ("",)], ids=str)
def test_the_name_of_a_file(
    run: Run, tmp_path: Path, name: str, words: tuple[str, ...], make: Callable[[Path], None]
) -> None:
    make(tmp_path / name)
    outcome = run(*filter(None, words[:1]), tmp_path / name, *words[1:])
    assert outcome.code == 1
    assert is_safe(outcome.err)
    assert len(outcome.err.splitlines()) == 1


@pytest.fixture(params=["missing", "empty"])
def make(request: pytest.FixtureRequest) -> Callable[[Path], None]:
    """Return what makes a file, or leaves it."""
    made: dict[str, Callable[[Path], None]] = {"missing": lambda _path: None, "empty": lambda path: path.touch()}
    return made[request.param]


TYPED: Final = {
    "an assignment": ("set", "FILE", "x" * 3000),
    "a cell": ("get", "FILE", "4." + "x" * 3000),
    "an indicator": ("explain", "FILE", "x" * 3000),
    "a month": ("status", "FILE", "--month", "x" * 3000),
    "a figure": ("set", "FILE", "4.efectivas@ene=" + "x" * 3000),
    "an option": ("status", "FILE", "--" + "x" * 3000),
    "an option of none": ("--" + "x" * 3000,),
    "a word": ("x" * 3000,),
    "a date": ("history", "FILE", "--since", "x" * 3000),
    "a responsible": ("export", "FILE", "--for", "x" * 3000),
    "a percentage": ("status", "FILE", "--fail-below", "x" * 3000),
    "a choice": ("status", "FILE", "--csv=" + "x" * 3000),
    "an address": ("history", "FILE", "objective.1." + "x" * 3000),
}


@pytest.mark.parametrize("words", TYPED.values(), ids=TYPED.keys())
def test_a_sentence_quotes_forty_characters_of_what_was_typed(
    run: Run, plan_file: Path, words: tuple[str, ...]
) -> None:
    outcome = run(*(plan_file if word == "FILE" else word for word in words))
    assert outcome.code in {1, 2}
    assert "x" * 20 in outcome.err
    assert "x" * 41 not in outcome.err


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_quoted_is_short_and_on_one_line(text: str) -> None:
    assert len(quoted(text)) <= 40
    assert len(visible(text)) == len(text)
    assert quoted(text).isprintable()
    assert json.loads(escaped(json.dumps(text, ensure_ascii=False))) == text
