"""What a person has before them, and what each key does to it: the whole application, without a terminal.

Every key goes through `actions.press`, in the order it was typed; what is on the screen is `lines.Lines`. A key that
saves leaves what is to be written in `Desk.saving`, and the next one comes when that is settled. Nothing here knows
Textual or threads, so that 200 keys in one packet are 200 calls.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from textwrap import wrap
from typing import Final, NamedTuple

from scoring.arithmetic.rollup import PlanScore
from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Cell, CellChange
from store import Conflict, Loaded
from tui.controller.session import Session
from tui.grid.detail import Draft
from tui.grid.painter import Painter
from tui.grid.paste import Block
from tui.grid.scores import row_scores
from tui.grid.sheet import Sheet
from tui.grid.spans import Glyphs, Ink, Span, fit
from tui.pages.page import Page
from tui.prompt import Prompt

LEAST_WIDTH: Final = 60
LEAST_HEIGHT: Final = 15
HEADING_LINES: Final = 3
"""The plan's two lines and the columns' heading, above the rows."""
FOOT_LINES: Final = 2
"""The detail and the hints, below the rows."""


class Search(NamedTuple):
    """What was searched and where it was found."""

    text: str
    rows: tuple[str, ...]
    """The ids of the rows found, in the order of the tree."""
    at: int


class Question(NamedTuple):
    """A change that somebody else has crossed: Enter writes over theirs, Esc leaves it, F2 goes on typing."""

    text: str
    changes: tuple[CellChange, ...]
    conflicts: tuple[Conflict, ...]


class Saving(NamedTuple):
    """A change on its way to the disk; until it is settled nothing else touches the desk or its store."""

    write: Callable[[], Loaded]
    """Writes it. It touches the store and nothing of the desk, so that another thread can run it."""
    then: Callable[[frozenset[Cell]], object]
    """What follows once it is on disk, told the cells that hold something else now."""
    changes: tuple[CellChange, ...] = ()
    """The figures in it, for the question that a conflict asks; none of their own have an undo and a redo."""


class Desk:
    """The screen's content and the hands on it."""

    def __init__(self, session: Session, bindings: Mapping[str, str], glyphs: Glyphs) -> None:
        """Lay the plan of `session` before a person whose keys are `bindings`."""
        self.session = session
        self.bindings = bindings
        self.glyphs = glyphs
        self.sheet = Sheet(session.plan, session.month or 1)
        self.painter = Painter(session, self.sheet, glyphs)
        self.width, self.height = 80, 24
        self.page: Page | None = None
        self.prompt: Prompt | None = None
        self.pasting: Block | None = None
        self.question: Question | None = None
        self.saving: Saving | None = None
        self.seen: Mapping[Cell, int] = session.revs
        """The revisions as they stood when what is being typed or pasted was begun."""
        self.search: Search | None = None
        self.register: list[list[str]] = []
        """The block last copied, as texts in the plan's locale."""
        self.message: list[Span] = []
        """What happened, until the next key: for the detail line and, if it is long, for the line of hints."""
        self.refused = False
        """Whether the last key asked for something that was refused."""
        self.leaving = False
        self.wanted: list[str] = []
        """Commands that only the terminal or the event loop can carry out: export, import, redraw, theme."""
        self.export_to = f"plan_{session.plan.year}.xlsx"
        self.import_from = ""
        """The workbook that was last asked to be read."""
        self.draft: Draft | None = None
        """What is being typed or pasted, with the plan scored as if it were saved."""
        self._touched: set[str] = set()
        self._all_touched = True
        self.rescored()

    def resize(self, width: int, height: int) -> None:
        """Fit everything to a screen of another size."""
        self.width, self.height = width, height
        self.sheet.resize(max(width, LEAST_WIDTH), max(1, height - HEADING_LINES - FOOT_LINES))
        if self.page:
            self.page.resize(height)
        self.touch_all()

    @property
    def too_small(self) -> bool:
        """Whether the screen has no room for the plan."""
        return self.width < LEAST_WIDTH or self.height < LEAST_HEIGHT

    @property
    def busy(self) -> bool:
        """Whether something has been begun that a page must not open over."""
        return bool(self.painter.editor or self.prompt or self.pasting or self.question or self.page)

    @property
    def halted(self) -> bool:
        """Whether the last key was to end something that goes on, which the keys typed behind it were not meant for."""
        return self.refused and bool(self.painter.editor or self.question)

    @property
    def shown_score(self) -> PlanScore:
        """The score with what is being typed, or that of the figures on disk."""
        return self.draft.score if self.draft else self.session.score

    def take_touched(self) -> frozenset[str] | None:
        """Return the ids of the rows that have changed since the last call, or None where anything may have."""
        everything, touched = self._all_touched, frozenset(self._touched)
        self._all_touched, self._touched = False, set()
        return None if everything or self.page else touched

    def touch(self, ids: Iterable[str]) -> None:
        """Have the rows with these ids drawn again."""
        self._touched.update(ids)

    def touch_all(self) -> None:
        """Have the whole screen drawn again."""
        self._all_touched = True

    def look(self, change: Callable[[], object]) -> None:
        """Move the cursor or the view by `change` and have drawn what that changes."""
        sheet = self.sheet
        before = (sheet.top, sheet.columns, sheet.rows, sheet.anchor)
        self.touch([sheet.at.id])
        change()
        self.touch([sheet.at.id])
        if before != (sheet.top, sheet.columns, sheet.rows, sheet.anchor) or sheet.anchor:
            self.touch_all()

    def rescored(self, draft: Draft | None = None) -> None:
        """Show the scores of the figures on disk, or those with a `draft` of what is being typed or pasted."""
        self.draft = draft
        scores = row_scores(self.shown_score)
        before = self.painter.scores
        self.touch(id_ for id_, score in scores.items() if before.get(id_) != score)
        self.painter.scores = scores

    def changed(self, cells: Iterable[Cell]) -> None:
        """Show the figures of cells that were saved, by this session or by another."""
        self.sheet.use(self.session.plan)
        self._touch_indicators({cell.indicator for cell in cells})
        self.rescored()

    def show_notes(self) -> None:
        """Show which cells have a note."""
        before = self.session.notes
        self.session.read_notes()
        differing = before.items() ^ self.session.notes.items()
        self._touch_indicators({cell.indicator for cell, _note in differing})

    def _touch_indicators(self, ids: Collection[str]) -> None:
        """Have all rows of these indicators drawn again: one input's figure can make another's doubtful."""
        self.touch(row.id for row in self.sheet.all_rows if row.indicator and row.indicator.id in ids)

    def point(self, x: int, y: int) -> None:
        """Put the cursor where the mouse points, on a row and, within the months, on a month."""
        place = self.sheet.top + y - HEADING_LINES
        if self.busy or y < HEADING_LINES or not 0 <= place < len(self.sheet.rows):
            return
        pointed = (column.month for column in self.sheet.columns.months if column.x <= x < column.x + column.width)
        month = next(pointed, self.sheet.month)
        self.message = []
        self.look(lambda: self.sheet.move(place - self.sheet.row, month - self.sheet.month))

    def look_again(self) -> bool:
        """Take in what other sessions have written meanwhile; False where there is nothing new.

        A cell that is being typed keeps its text, and the person is told: saving then asks whose figure stands.
        """
        terms, typed = self.session.plan._replace(values={}), self.sheet.cell
        try:
            cells = self.session.poll()
        except PlanError as error:
            self.refuse(error)
            return True
        if cells is None:
            return False
        self.changed(cells)
        self.show_notes()
        if self.painter.editor and self.sheet.cell != typed:
            lost = self.painter.editor.text
            self.painter.editor = None
            self.rescored()
            self.touch_all()
            self.tell(_("la fila de lo que se escribía ya no está: «{text}» no se guardó").format(text=lost), Ink.ALERT)
        elif self.painter.editor and self.sheet.cell in cells:
            self.tell(_("otra persona acaba de cambiar esta celda: Enter preguntará cuál cifra queda"), Ink.ALERT)
        elif terms != self.session.plan._replace(values={}):
            self.touch_all()
            self.tell(self.session.last_event(), Ink.ALERT)
        return True

    def end_search(self) -> None:
        """Stop marking what was found; n is NP again."""
        if self.search:
            self.search = None
            self.painter.found = frozenset()
            self.touch_all()

    def tell(self, text: str, ink: Ink = Ink.PLAIN) -> None:
        """Say something until the next key: on the detail line, and in place of the hints where it is long."""
        first, *rest = wrap(text, max(1, self.width - 2)) or [""]
        self.message = [Span(f" {first}", ink)]
        if rest:
            self.message.append(Span(f" {fit(' '.join(rest), self.width - 2, self.glyphs)}", ink))

    def refuse(self, error: Exception) -> None:
        """Say why something cannot be done."""
        self.refused = True
        self.tell(str(error), Ink.RED)

    def open(self, page: Page) -> None:
        """Show a page in place of the grid."""
        self.page = page
        page.resize(self.height)
        self.touch_all()

    def close(self) -> None:
        """Go back to the grid."""
        self.page = None
        self.touch_all()
