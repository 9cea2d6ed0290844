"""The stack of modes: what a key means is decided here, by the topmost mode, key after key in the order they come."""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from scoring.messages import _
from tui.controller.controller import Controller
from tui.controller.saving import Conflicted, Saved
from tui.modes.mode import Key, Mode
from tui.personal import drafts

if TYPE_CHECKING:
    from scoring.model.fields import Change


M = TypeVar("M", bound=Mode)


class Host(Protocol):
    """What only the holder of the terminal and of the event loop can do."""

    def redraw(self) -> None:
        """Draw the whole screen, whatever the terminal shows now."""

    def switch_theme(self) -> None:
        """Change between the dark and the light theme."""

    def in_background(self, work: Coroutine[Any, Any, None]) -> None:
        """Have `work` done while keys go on being handled."""

    def in_turn(self, act: Callable[[], object]) -> None:
        """Have `act` done when its turn comes, after the keys typed and the saves begun so far."""

    def hold_keys(self) -> None:
        """Ignore what is typed until nothing has come for a moment."""

    def leave(self) -> None:
        """End the application."""


class ModeStack:
    """The modes that are on, the topmost last; the lowest stays for good."""

    host: Host
    """Set by `attach` before the first key comes; a first screen is shown without one."""

    def __init__(self, controller: Controller, lowest: "Callable[[ModeStack], Mode]") -> None:
        """Begin with the mode that `lowest` makes."""
        self.controller = controller
        self.waiting = False
        """Whether what is typed is ignored now, until nothing has come for a moment."""
        self.leaving = False
        """Whether the application ends: keys mean nothing any more."""
        self._modes: list[Mode] = [lowest(self)]

    def attach(self, host: Host) -> None:
        """Have `host` do what only the holder of the terminal can."""
        self.host = host

    @property
    def top(self) -> Mode:
        """The mode that takes the next key."""
        return self._modes[-1]

    @property
    def modes(self) -> Sequence[Mode]:
        """Every mode, the topmost last."""
        return tuple(self._modes)

    def wait(self, *, waiting: bool) -> None:
        """Take it that what is typed is ignored from now on, or no more; a question says so."""
        if waiting != self.waiting and self.top.asks:
            self.controller.touch_all()
        self.waiting = waiting

    @property
    def halted(self) -> bool:
        """Whether the last key was refused, and the topmost mode wants those typed behind it ignored."""
        return bool(self.controller.refused) and self.top.halts

    def push(self, mode: Mode) -> None:
        """Let `mode` take the keys."""
        self._modes.append(mode)

    def interrupt(self, mode: Mode) -> None:
        """Let `mode` take the keys though no key asked for it: what is typed before it is seen is not meant for it."""
        self.push(mode)
        self.host.hold_keys()

    def pop(self, mode: Mode) -> None:
        """Take a mode off, wherever in the stack it is; one that is not on the stack is left alone."""
        if mode in self._modes[1:]:
            self._modes.remove(mode)

    def find(self, kind: type[M]) -> M | None:
        """Return the topmost mode of a kind, or None where there is none."""
        return next((mode for mode in reversed(self._modes) if isinstance(mode, kind)), None)

    def below(self, mode: Mode) -> Mode:
        """Return the mode under another one, which must not be the lowest."""
        return self._modes[self._modes.index(mode) - 1]

    async def key(self, name: str, character: str = "") -> None:
        """Take a key, named as Textual names it, to its end, with what it saves on disk.

        `character` is what the key writes, empty where it writes nothing.
        """
        if self.leaving:
            return
        controller = self.controller
        controller.begin_key()
        command = "" if character and self.top.text else controller.keymap.command(name, character)
        if command == "redraw":
            self.host.redraw()
        elif command == "quit":
            self.quit()
        elif self.top.insists or not controller.too_small:
            await self.top.key(Key(name, character))
        self._hold()
        controller.end_key()

    async def paste(self, text: str) -> None:
        """Take a text that the terminal pasted."""
        if not (self.leaving or self.controller.too_small):
            self.controller.begin_key()
            await self.top.paste(text)
            self._hold()

    def cut_paste(self) -> None:
        """Refuse a text that was pasted and has lost its end or is far too long, and what is typed until they move.

        What is still to come of it comes as keys.
        """
        if self.leaving or self.controller.too_small:
            return
        self.controller.begin_key()
        from tui.modes.refusal import Refusal  # the first screen does without

        if refusal := self.find(Refusal):
            refusal.leave()
        self.controller.refuse(_("lo pegado llegó cortado, o es larguísimo, y no se usó"))
        self._hold()
        if not self.top.browsing:
            self.host.hold_keys()

    def _hold(self) -> None:
        """Where something was refused with nothing begun, refuse what is typed behind it until the person moves."""
        if not (self.controller.refused and self.top.browsing):
            return
        from tui.modes.refusal import Refusal  # the first screen does without

        if not isinstance(self.top, Refusal):
            self.push(Refusal(self, self.controller.refused))

    def heeds(self, name: str) -> bool:
        """Whether a key is taken even while those typed behind a refused one are ignored.

        The one that leaves is, and the one that cancels what is being typed; a question was not seen yet.
        """
        command = self.controller.keymap.command_in_text(name)
        return command == "quit" or (command == "cancel" and self.top.cancels_unseen)

    async def run(self, command: str) -> None:
        """Carry out a command by its id, as its key does while nothing is begun."""
        await self._modes[0].run(command)

    async def save(self, changes: Sequence["Change"], *, note: str = "", base: Mapping[Any, int] | None = None) -> bool:
        """Save changes as one batch and return whether they are on disk; a conflict is asked about.

        `base` holds the revisions that the person saw when they began, by default those shown now.
        """
        outcome = await self.controller.commit(changes, note=note, base=base)
        if isinstance(outcome, Conflicted):
            from tui.modes.conflict import ConflictQuestion  # few saves need it

            self.push(ConflictQuestion(self, tuple(changes), note, outcome.error.conflicts))
        if not isinstance(outcome, Saved):
            return False
        for mode in self.modes:
            mode.refresh()
        return True

    def quit(self) -> None:
        """Leave, whatever is begun."""
        self.end()
        self.host.leave()

    def end(self) -> None:
        """Take no more keys; what is being typed is kept, to be offered again at the next start, and what was seen."""
        self.leaving = True
        session = self.controller.session
        from tui.personal import visits  # only the end needs it

        visits.remember(session.store.address, visits.Visit(session.seq, session.head, datetime.now(UTC).isoformat()))
        if draft := next((kept for mode in reversed(self._modes) if (kept := mode.kept())), None):
            drafts.save(session.store.address, draft)
