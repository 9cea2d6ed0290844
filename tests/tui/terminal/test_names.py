"""Every private name of Textual that is used is listed, and the installed Textual has it."""

import ast
import re
from pathlib import Path
from types import CodeType, FunctionType

import pytest
import textual
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from tui.app import PlanApp
from tui.grid.widget import PlanGrid
from tui.terminal import private_names as names
from tui.terminal.base_app import TerminalApp
from tui.terminal.private_names import PRIVATE_NAMES, PrivateName

ROOM = Path(names.__file__).parent
SOURCES = [path.read_text(encoding="utf-8") for path in sorted(ROOM.glob("*.py")) if path.name != "names.py"]
LISTED = {part for name in PRIVATE_NAMES for part in name.name.split(".")}


@pytest.mark.parametrize("name", PRIVATE_NAMES, ids=lambda name: f"{name.module}:{name.name}")
def test_the_installed_textual_has_the_name(name: PrivateName) -> None:
    assert names.missing([name]) == [], f"Textual {textual.__version__} has it no more; {name.why}"


def test_the_installed_textual_is_one_that_was_read() -> None:
    assert names.usable()
    assert names.installed() == textual.__version__


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("textual._nowhere", "Thing"),
        ("textual.app", "Apps._display"),
        ("textual.app", "App._shown"),
        ("textual._compositor", "ChopsUpdate.pieces"),
    ],
)
def test_a_name_that_does_not_exist_is_missing(module: str, name: str) -> None:
    assert names.missing([PrivateName(module, name, "")]) == [f"{module}:{name}"]


def test_a_method_that_was_removed_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(LinuxDriver, "run_input_thread")
    assert names.missing() == ["textual.drivers.linux_driver:LinuxDriver.run_input_thread"]
    assert not names.usable()


def test_an_attribute_that_is_not_given_to_objects_any_more_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def initialize(self: App[None]) -> None:
        self._driver = None

    monkeypatch.setattr(App, "__init__", initialize)
    gone = ["_batch_count", "_disable_tooltips", "_disable_notifications"]
    assert names.missing() == [f"textual.app:App.{name}" for name in gone]


def test_every_private_name_that_the_room_uses_is_listed() -> None:
    for source in SOURCES:
        tree = ast.parse(source)
        used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr.startswith("_")}
        own = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
        own |= {target for node in ast.walk(tree) for target in assigned(node)}
        imported = {
            name.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and re.match(r"textual\.(_|drivers)", node.module or "")
            for name in node.names
        }
        private = {name for name in used - own if not name.startswith("__")} | imported
        assert private <= LISTED, private - LISTED


def assigned(node: ast.AST) -> list[str]:
    """Return the attribute of `self`, or the name in a class, that a statement sets."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [
        target.id if isinstance(target, ast.Name) else target.attr
        for target in targets
        if isinstance(target, ast.Name)
        or (isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == "self")
    ]


@pytest.mark.parametrize("name", PRIVATE_NAMES, ids=lambda name: name.name)
def test_every_name_listed_is_used(name: PrivateName) -> None:
    last = name.name.rpartition(".")[2]
    assert any(re.search(rf"\b{last}\b", source) for source in SOURCES)


@pytest.mark.parametrize("class_", [PlanApp, PlanGrid, TerminalApp])
def test_the_application_and_its_base_use_no_private_name_of_textual(class_: type) -> None:
    textuals = {name for base in class_.__mro__ if base.__module__.startswith("textual") for name in own_names(base)}
    functions = {name: value for name, value in vars(class_).items() if isinstance(value, FunctionType)}
    used = {*functions, *(name for function in functions.values() for name in code_names(function.__code__))}
    assert not {name for name in used & textuals if name.startswith("_") and not name.startswith("__")}


def own_names(class_: type) -> set[str]:
    """Return the names of a class and of what its `__init__` gives to its objects."""
    initialize = vars(class_).get("__init__")
    return {*vars(class_), *(initialize.__code__.co_names if isinstance(initialize, FunctionType) else ())}


def code_names(code: CodeType) -> set[str]:
    """Return the names that a function and those inside it use."""
    inner = (constant for constant in code.co_consts if isinstance(constant, CodeType))
    return {*code.co_names, *(name for constant in inner for name in code_names(constant))}
