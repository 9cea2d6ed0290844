"""Runs `plan`, with the loading of Textual held up until a file is there; what is written in it is raised then.

The arguments are that file, and those of `plan`. Beside the file, `modules` gets the names of what was loaded before.
"""

import sys
import time
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Final

from tui.__main__ import main

gate: Final = Path(sys.argv[1])


class Gate:
    """Finds no module, and is asked for each."""

    @staticmethod
    def find_spec(
        name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name == "tui.app":
            loaded = [module for module in sys.modules if sys.modules[module] is not None]
            gate.with_name("loading").write_text("\n".join(loaded), encoding="utf-8")
            gate.with_name("loading").rename(gate.with_name("modules"))
            while not gate.exists():
                time.sleep(0.01)
            if fault := gate.read_text(encoding="utf-8"):
                raise RuntimeError(fault)
        return None


sys.meta_path.insert(0, Gate)
sys.exit(main(sys.argv[2:]))
