"""Opening the terminal application. Nothing is imported here that the first screen can wait for."""

import gc
import sys
from pathlib import Path


def run(path: Path, *, month: int | None = None, ascii_only: bool = False) -> int:
    """Open the plan at `path` on this terminal and return the exit code; PlanError where it cannot be opened."""
    # Thousands of objects are made while the modules load and none of them is garbage: collecting in between takes a
    # twentieth of the start. asyncio loads OpenSSL where it can, 4 MB that nothing here uses, and does without it.
    gc.disable()
    sys.modules.setdefault("ssl", None)  # type: ignore[arg-type]  # None makes an import fail, as documented
    try:
        from store import open_store  # noqa: PLC0415 - see above
        from tui.desk import Desk  # noqa: PLC0415 - see above
        from tui.going import first_pending  # noqa: PLC0415 - see above
        from tui.ink import ASCII, UNICODE  # noqa: PLC0415 - see above
        from tui.keys import keymap  # noqa: PLC0415 - see above
        from tui.session import Session  # noqa: PLC0415 - see above
        from tui.terminal import PlanApp  # noqa: PLC0415 - see above
    finally:
        if sys.modules["ssl"] is None:
            del sys.modules["ssl"]
    desk = Desk(Session(open_store(path), month), keymap(), ASCII if ascii_only else UNICODE)
    first_pending(desk)
    app = PlanApp(desk)
    gc.freeze()
    gc.enable()
    app.run(mouse=False)
    return app.return_code or 0
