"""What runs beside what, when the tests run on several cores."""

from pathlib import PurePosixPath
from typing import Final

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

TOGETHER: Final = {
    "test_bad_lines.py": "terminal",
    "test_stock_way.py": "terminal",
    "test_terminal.py": "terminal",
    "test_monkey.py": "terminal",
    "test_unforeseen.py": "terminal",
    "test_web.py": "terminal",
    "test_ptybench.py": "terminal",
    "test_hostile_files.py": "hostile files",
}
"""Files whose tests run one after another in one process, with those of the same group.

Tests that read a pseudo-terminal take its silence for an answer; the hostile files take long to make.
"""


class _Scheduling(LoadScopeScheduling):  # type: ignore[misc]  # xdist is without types
    """Hands out one test at a time, and a group as a whole; the groups come first."""

    def _split_scope(self, nodeid: str) -> str:
        return TOGETHER.get(PurePosixPath(nodeid.partition("::")[0]).name, nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Return the scheduler; xdist's own groups are lost with pytest 9.2, whose node ids cannot be set."""
    return _Scheduling(config, log)
