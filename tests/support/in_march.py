"""Opens a plan on this terminal as `plan` does, with March as the cut-off whatever the date.

The arguments are the terminal's columns and rows and the plan's file.
"""

import sys
from pathlib import Path

from hands import controller_of

from tui.app import PlanApp
from tui.grid.theme import DARK
from tui.modes.browse import Browse
from tui.modes.pending_places import open_at_pending
from tui.modes.screen_content import ScreenContent
from tui.modes.stack import ModeStack

width, height, path = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
controller = controller_of(path)
controller.resize(width, height)
open_at_pending(controller)
PlanApp(ScreenContent(ModeStack(controller, Browse)), DARK).run(mouse=False)
