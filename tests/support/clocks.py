"""A clock that a test moves, in place of the one that Textual's timers go by."""

from collections.abc import Callable

import pytest

from tui.grid.widget import PlanGrid


class Timer:
    """Something to be done at a moment, unless it is stopped before."""

    def __init__(self, at: float, act: Callable[[], object]) -> None:
        self.at, self.act, self.stopped = at, act, False

    def stop(self) -> None:
        self.stopped = True


class Clock:
    """Has what is due done when the test lets time pass."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Take the place of the widget's timers."""
        self._now = 0.0
        self._timers: list[Timer] = []
        monkeypatch.setattr(PlanGrid, "set_timer", lambda _grid, delay, act: self._set(delay, act))

    def let_pass(self, seconds: float) -> None:
        """Let so many seconds pass."""
        self._now += seconds
        for timer in [timer for timer in self._timers if timer.at <= self._now]:
            self._timers.remove(timer)
            if not timer.stopped:
                timer.act()

    def _set(self, delay: float, act: Callable[[], object]) -> Timer:
        timer = Timer(self._now + delay, act)
        self._timers.append(timer)
        return timer
