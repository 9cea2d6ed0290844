"""Keys for the application on Textual as a driver posts them, and the moment when they have been handled."""

import asyncio
from collections.abc import Callable
from typing import Final

from hands import NAMES
from textual import events

from tui.app import PlanApp

DEADLINE: Final = 20.0


def in_one_packet(app: PlanApp, keys: str) -> None:
    """Post keys as the driver does when one read brings them all."""
    for key in keys:
        name = NAMES.get(key)
        app.post_message(events.Key(name, None) if name else events.Key(key, key))


async def handled(app: PlanApp) -> None:
    """Return when every key posted so far has been taken to its end, what it saves included."""
    for pump in (app, app.grid):  # the application hands on to the grid
        passed = asyncio.Event()
        pump.call_later(passed.set)
        await passed.wait()


async def until(holds: Callable[[], bool]) -> None:
    """Let the event loop run until something holds; TimeoutError after a deadline."""
    async with asyncio.timeout(DEADLINE):
        while not holds():  # noqa: ASYNC110 - a screen that reads otherwise is no event
            await asyncio.sleep(0)
