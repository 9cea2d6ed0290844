"""Runs `plan`, with the loading of Textual held up until a file is there; what is written in it is raised then.

The arguments are that file, and those of `plan`. Beside the file, `modules` gets the names of what was loaded before.
"""

import os
import sys
import time
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Final

from tui.__main__ import main

gate: Final = sys.argv[1]


class Gate:
    """Finds no module, and is asked for each."""

    @staticmethod
    def find_spec(
        name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name == "tui.terminal.deferred":  # what is loaded first behind the first screen
            loaded = [module for module in sys.modules if sys.modules[module] is not None]
            folder = os.path.dirname(gate)
            with open(f"{folder}/loading", "w", encoding="utf-8") as file:
                file.write("\n".join(loaded))
            os.rename(f"{folder}/loading", f"{folder}/modules")
            while not os.path.exists(gate):
                time.sleep(0.01)
            with open(gate, encoding="utf-8") as file:
                if fault := file.read():
                    raise RuntimeError(fault)
        return None


sys.meta_path.insert(0, Gate)
sys.exit(main(sys.argv[2:]))
