"""The application's state: a plan's session, the tree on the screen, what is said, and what has to be drawn again.

Nothing here knows Textual, threads or the meaning of keys: `tui.modes` decides what a key does and calls these methods.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Cell
from store import NotSavedError
from tui.controller.keymap import Keymap
from tui.controller.saving import Outcome, Saved, Write, Writer, at_once, save
from tui.controller.session import Session
from tui.grid.scores import RowScore, row_scores
from tui.grid.spans import Role, Span, wrapped
from tui.grid.symbols import Symbols
from tui.grid.tree import TreeView
from tui.grid.view import Draft

if TYPE_CHECKING:
    from scoring.model.fields import Change


LEAST_WIDTH: Final = 60
LEAST_HEIGHT: Final = 15
HEADING_LINES: Final = 3
"""The plan's two lines and the columns' heading, above the rows."""
FOOT_LINES: Final = 2
"""The detail and the hints, below the rows."""


class Controller:
    """One person's plan on one screen."""

    def __init__(self, session: Session, keymap: Keymap, symbols: Symbols, *, writer: Writer = at_once) -> None:
        """Show the plan of `session` to a person with these keys and symbols; `writer` does the saving."""
        self.session = session
        self.keymap = keymap
        self.symbols = symbols
        self.writer = writer
        self.tree = TreeView(session.plan, session.cutoff or 1)
        self.width, self.height = 80, 24
        self.message: list[Span] = []
        """What happened, until the next key: for the foot line and, if it is long, a rest for the line of hints."""
        self.refused = ""
        """Why what the last key or paste asked for was refused; empty where it was not."""
        self.copied: list[list[str]] = []
        """The block last copied, as texts in the plan's locale."""
        self.workbook = ""
        """The workbook that was exported last, which the next one to be imported is likely to be."""
        self.draft: Draft | None = None
        """What is being typed or pasted, with the plan scored as if it were saved."""
        self.scores: Mapping[str, RowScore] = {}
        """The scores shown beside the rows, by the rows' ids."""
        self.saving = False
        """Whether a save is under way: nothing else touches the store then."""
        self._touched: set[str] = set()
        self._all_touched = True
        self._warning = ""
        self._acts = session.plan.acts
        self.show_draft(None)

    @property
    def too_small(self) -> bool:
        """Whether the screen has no room for the plan."""
        return self.width < LEAST_WIDTH or self.height < LEAST_HEIGHT

    def resize(self, width: int, height: int) -> None:
        """Fit the tree to a screen of another size."""
        self.width, self.height = width, height
        self.tree.resize(max(width, LEAST_WIDTH), max(1, height - HEADING_LINES - FOOT_LINES))
        if self.message:
            self.tell(" ".join(span.text.strip() for span in self.message), self.message[0].role)
        self.touch_all()

    def save_with(self, writer: Writer) -> None:
        """Have `writer` do the saving from now on."""
        self.writer = writer

    def keep_copied(self, block: list[list[str]]) -> None:
        """Keep a block, as texts in the plan's locale, to be pasted later."""
        self.copied = block

    def name_workbook(self, path: str) -> None:
        """Have the next workbook go to `path`, or be read from it, if the person says nothing else."""
        self.workbook = path

    def begin_key(self) -> None:
        """Forget what was said of the key before."""
        self.message, self.refused, self._warning = [], "", ""

    def end_key(self) -> None:
        """Say what a save warned of, after whatever else was said of it."""
        if self._warning:
            self.tell(self._warning, Role.ALERT)

    def tell(self, text: str, role: Role = Role.PLAIN) -> None:
        """Say something until the next key: on the foot line, and in place of the hints where it is long."""
        first, *rest = wrapped(text, max(1, self.width - 2)) or [""]
        self.message = [Span(f" {first}", role)]
        if rest:
            self.message.append(Span(" ".join(rest), role))

    def refuse(self, why: PlanError | OSError | str) -> None:
        """Say why something cannot be done."""
        self.refused = self.worded(why)
        self.tell(self.refused, Role.RED)

    def worded(self, why: PlanError | OSError | str) -> str:
        """Return a refusal as a sentence, with the key that opens a closed cell again."""
        if not isinstance(why, PlanError) or not self.session.plan.acts:
            return str(why)
        from scoring.entry.acceptance import ClosedCellError  # most plans have no closed month

        if not isinstance(why, ClosedCellError):
            return str(why)
        return self.keymap.sentence(_("{closed} Para corregirlo: {reopen} lo reabre."), closed=why.closed)

    async def commit(
        self, changes: Sequence["Change"], *, note: str = "", base: Mapping[Any, int] | None = None
    ) -> Outcome:
        """Save changes as one batch and return what came of it; where it was not saved, that is said.

        `base` holds the revisions that the person saw when they began, by default those shown now.
        """
        outcome = await self._save(self.session.writing(changes, note, base))
        if not isinstance(outcome, Saved) and isinstance(outcome.error, NotSavedError):
            self.session.not_saved(str(outcome.error))
        return outcome

    async def undo(self) -> Outcome:
        """Take back this person's last batch."""
        return await self._save(self.session.store.undo)

    async def redo(self) -> Outcome:
        """Put back what was taken back last."""
        return await self._save(self.session.store.redo)

    async def go_on(self, write: Write) -> Outcome:
        """Put back what an earlier state has replaced, or accept that, as `write` does."""
        outcome = await self._save(write)
        self.touch_all()
        return outcome

    async def _save(self, write: Write) -> Outcome:
        self.saving = True
        outcome = await save(write, self.writer, self.session.take)
        self.saving, self.message = False, []
        if isinstance(outcome, Saved):
            self.show_changed(outcome.cells)
            self._warning = outcome.warning
        else:
            self.refuse(outcome.error)
        return outcome

    def reload(self) -> None:
        """Show the plan as it is on disk now."""
        try:
            self.show_changed(self.session.reload())
        except PlanError as error:
            self.refuse(error)

    def tell_waiting(self) -> None:
        """Say that a save takes long."""
        self.tell(_("guardando… otro proceso tiene ocupado el plan, o el disco va lento"), Role.ALERT)

    def take_touched(self) -> frozenset[str] | None:
        """Return the ids of the rows that have changed since the last call, or None where anything may have."""
        everything, touched = self._all_touched, frozenset(self._touched)
        self._all_touched, self._touched = False, set()
        return None if everything else touched

    def touch(self, ids: Iterable[str]) -> None:
        """Have the rows with these ids drawn again."""
        self._touched.update(ids)

    def touch_all(self) -> None:
        """Have the whole screen drawn again."""
        self._all_touched = True

    def move(self, change: Callable[[], object]) -> None:
        """Move the cursor or the view by `change` and have drawn what that changes."""
        tree = self.tree
        before = (tree.top, tree.columns, tree.rows, tree.anchor)
        self.touch([tree.at.id])
        change()
        self.touch([tree.at.id])
        if before != (tree.top, tree.columns, tree.rows, tree.anchor) or tree.anchor:
            self.touch_all()

    def show_draft(self, draft: Draft | None) -> None:
        """Show the scores with what is being typed or pasted, or (None) those of the values on disk."""
        self.draft = draft
        scores = row_scores(draft.score if draft else self.session.score)
        self.touch(id_ for id_, score in scores.items() if self.scores.get(id_) != score)
        self.scores = scores

    def show_changed(self, cells: Iterable[Cell]) -> None:
        """Show the values of cells that were saved, by this session or by another."""
        acts = self.session.plan.acts
        if self.tree.use(self.session.plan) or acts != self._acts:  # what is closed is shown in every row
            self.touch_all()
        self._acts = acts
        self._touch_indicators({cell.indicator for cell in cells})
        self.show_draft(None)

    def show_notes(self) -> None:
        """Show which cells have a note."""
        before = self.session.notes
        self.session.read_notes()
        differing = before.items() ^ self.session.notes.items()
        self._touch_indicators({cell.indicator for cell, _note in differing})

    def _touch_indicators(self, ids: Collection[str]) -> None:
        """Have all rows of these indicators and resources drawn again: one value can make another doubtful."""
        self.touch(row.id for row in self.tree.all_rows if row.owner in ids)
