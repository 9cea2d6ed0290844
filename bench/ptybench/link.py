"""One program in a pseudo-terminal, behind a link that may be slow."""

import contextlib
import os
import resource
import select
import signal
import termios
from collections import deque
from collections.abc import Mapping
from typing import Final, NamedTuple

from bench.ptybench.keys import Key, key_bytes
from bench.ptybench.options import Conditions
from bench.ptybench.process import child_env, clock, descendants, find_program, in_folder
from bench.ptybench.terminal import Responder

_IN_FLIGHT: Final = 1 << 18
"""Bytes under way to the user before the far side stops reading."""


class Arrival(NamedTuple):
    """Output of the program as it reached the user."""

    at: float
    data: bytes
    written: float
    """When the program wrote it."""


class Session:
    """A program started in a pty of its own; everything it writes is kept in `log`."""

    def __init__(self, argv: list[str], env: Mapping[str, str], cwd: str, conditions: Conditions) -> None:
        self.half = conditions.rtt_ms / 2000
        self.log: list[Arrival] = []
        self.terminal = Responder(conditions.rows, conditions.cols, sync=conditions.sync)
        self.exit_code: int | None = None
        self.exited_at: float | None = None
        self.usage: resource.struct_rusage | None = None
        self._kbps = conditions.kbps
        self._in: deque[Arrival] = deque()
        self._out: deque[tuple[float, bytes]] = deque()
        self._in_bytes = 0
        self._line_free = 0.0
        self._eof = False
        self._family: set[int] = set()

        child = child_env(env, conditions.term, truecolor=conditions.truecolor)
        self.fd, slave = os.openpty()
        termios.tcsetwinsize(slave, (conditions.rows, conditions.cols))
        name = os.ttyname(slave)
        with in_folder(cwd):
            program = find_program(argv, child)
            self.started = clock()
            # setsid, then opening the tty by name: that makes it the controlling one
            self.pid = os.posix_spawn(
                program,
                argv,
                child,
                setsid=True,
                setsigdef=[signal.SIGPIPE, signal.SIGXFSZ],
                file_actions=[
                    (os.POSIX_SPAWN_OPEN, 0, name, os.O_RDWR, 0),
                    (os.POSIX_SPAWN_DUP2, 0, 1),
                    (os.POSIX_SPAWN_DUP2, 0, 2),
                ],
            )
        os.close(slave)
        os.set_blocking(self.fd, False)
        self._pidfd = os.pidfd_open(self.pid)

    @property
    def gone(self) -> bool:
        """Whether the program has ended."""
        return self.exit_code is not None

    def key(self, key: Key) -> float:
        """Press a key; returns the time at which it left the user."""
        return self._send(key_bytes(key, application_mode=self.terminal.app_cursor))

    def pump(self, until: float) -> list[Arrival]:
        """Run the link until output arrives, the time is up, or the program is gone."""
        while True:
            now = clock()
            self._flush(now)
            arrived = self._arrived(now)
            if arrived:
                self.log += arrived
                return arrived
            if now >= until or (self._eof and self.gone and not self._in):
                return []
            wake = min(until, self._in[0].at if self._in else until, self._out[0][0] if self._out else until)
            watch = [] if self._eof or self._in_bytes > _IN_FLIGHT else [self.fd]
            if self._pidfd >= 0:
                watch.append(self._pidfd)
            ready, _, _ = select.select(watch, [], [], max(0.0, wake - now))
            if self.fd in ready:
                self._read()
            if self._pidfd in ready:
                self._reap()
                until = min(until, clock() + 0.05)  # only what is still in the pipe

    def quiet(self, quiet_s: float, limit: float) -> None:
        """Let output run until nothing has come for `quiet_s` seconds, or until `limit`, a clock time."""
        last = clock()
        while (now := clock()) < limit and not (self._eof and not self._in):
            got = self.pump(min(limit, last + quiet_s))
            if got:
                last = got[-1].at
            elif now - last >= quiet_s:
                return

    def close(self) -> None:
        """End what was started here, and nothing else."""
        if not self.gone:
            self._family.update(descendants(self.pid))
        for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGKILL):
            if self.gone:
                break
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)
            self.quiet(0.3, clock() + 1.5)
            if not self.gone:
                self.pump(clock() + 0.2)
        for pid in self._family:  # helpers it left behind, still in its session
            with contextlib.suppress(OSError):
                if os.getsid(pid) == self.pid:
                    os.kill(pid, signal.SIGKILL)
        with contextlib.suppress(OSError):
            os.close(self.fd)

    def _send(self, data: bytes) -> float:
        now = clock()
        self._out.append((now + self.half, data))
        self._flush(now)
        return now

    def _flush(self, now: float) -> None:
        while self._out and self._out[0][0] <= now:
            due, data = self._out.popleft()
            try:
                done = os.write(self.fd, data)
            except BlockingIOError:
                done = 0
            except OSError:
                return
            if done < len(data):
                self._out.appendleft((max(due, now + 0.001), data[done:]))
                return

    def _arrived(self, now: float) -> list[Arrival]:
        arrived = []
        while self._in and self._in[0].at <= now:
            item = self._in.popleft()
            self._in_bytes -= len(item.data)
            arrived.append(item)
            if answer := self.terminal.feed(item.data):
                self._send(answer)
        return arrived

    def _read(self) -> None:
        try:
            data = os.read(self.fd, 65536)
        except BlockingIOError:
            return
        except OSError:  # EIO: the last user of the tty is gone
            data = b""
        written = leaves = clock()
        if not data:
            self._eof = True
            return
        if self._kbps:
            leaves = self._line_free = max(written, self._line_free) + len(data) * 8 / (self._kbps * 1000)
        self._in.append(Arrival(leaves + self.half, data, written))
        self._in_bytes += len(data)

    def _reap(self) -> None:
        self.exited_at = clock()
        _, status, self.usage = os.wait4(self.pid, 0)
        self.exit_code = os.waitstatus_to_exitcode(status)
        os.close(self._pidfd)
        self._pidfd = -1
