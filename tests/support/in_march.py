"""Opens a plan on this terminal as `plan` does, with March as the cut-off whatever the date.

The arguments are the terminal's columns and rows and the plan's file.
"""

import sys
from pathlib import Path

from desks import desk_on

from tui.app import PlanApp
from tui.going import open_at_pending

width, height, path = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
desk = desk_on(path, width=width, height=height)
open_at_pending(desk)
PlanApp(desk, path).run(mouse=False)
