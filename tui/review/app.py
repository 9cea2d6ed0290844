"""The review on a terminal: columns on the left, doubts on the right, and below what is typed over a field."""

from typing import ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from scoring.errors import PlanError
from scoring.messages import _, ngettext
from tui.review.entry import Entry
from tui.review.mending import MENDABLE
from tui.review.review import Review, Settled
from workbook.form import FormDoubt
from workbook.form.headings.column_map import KEPT, NAMES
from workbook.form.headings.columns import Column
from workbook.form.words import Role

CREATE = "create"
_NAMES = {role: name for name, role in NAMES.items()}


class ReviewApp(App[Settled | None]):
    """A form under review; it ends with what is to be written, or with None where nothing is."""

    CSS = """
    Screen { layout: vertical; background: ansi_default; color: ansi_default; }
    #title, #keys { height: 1; }
    #title { text-style: bold; }
    #lists { height: 1fr; }
    OptionList { border: none; background: ansi_default; padding: 0; height: 1fr; scrollbar-size-vertical: 1; }
    #columns { width: 32; border-right: solid ansi_bright_black; }
    #doubts { width: 1fr; }
    #entry { height: 1; display: none; }
    #entry.open { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "other_list", priority=True),
        Binding("o", "mend"),
        Binding("escape", "leave", priority=True),
        Binding("ctrl+q", "abandon", priority=True),
    ]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, review: Review, name: str) -> None:
        super().__init__(ansi_color=True)
        self.review = review
        self.form_name = name
        self._choosing: Column | None = None
        self._mending: FormDoubt | None = None
        self._shown_before = ""

    def compose(self) -> ComposeResult:
        """Lay out title, the two lists, the line of entry and the keys."""
        yield Static(id="title")
        with Horizontal(id="lists"):
            yield OptionList(id="columns")
            yield OptionList(id="doubts")
        yield Entry(id="entry")
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Show the form as it was read."""
        self.theme = "ansi-dark"
        self._show()
        self.query_one("#doubts", OptionList).focus()

    def _show(self, said: str = "") -> None:
        """Fill both lists anew, the lines that were under the cursor staying so."""
        plan = self.review.plan
        title = ngettext("{count} indicador", "{count} indicadores", len(plan.indicators))
        self.query_one("#title", Static).update(Content(f"{self.form_name} · {plan.year} · {title}"))
        columns, doubts = self.query_one("#columns", OptionList), self.query_one("#doubts", OptionList)
        at = columns.highlighted, doubts.highlighted
        columns.clear_options()
        if self._choosing is not None:
            columns.add_options([Option(Content(name), id=name) for name in NAMES])
        else:
            columns.add_options([Option(Content(self._column(column))) for column in self.review.columns])
        doubts.clear_options()
        for doubt in self.review.reading.doubts:
            mark = "✓" if doubt in self.review.settled else "·"
            doubts.add_option(Option(Content(f"{mark} {doubt}")))
        left = ngettext("queda {count} duda", "quedan {count} dudas", self.review.left)
        doubts.add_option(Option(Content(_("Crear el plan · {left}").format(left=left)), id=CREATE))
        if self._choosing is None:
            columns.highlighted = min(at[0] or 0, max(columns.option_count - 1, 0)) if columns.option_count else None
        doubts.highlighted = min(at[1] or 0, doubts.option_count - 1)
        self._say(said)

    def _say(self, said: str = "") -> None:
        keys = _("Enter acepta · o corrige · Tab columnas · Esc sale sin crear")
        if self._choosing is not None:
            keys = _("«{column}» es: Enter elige · Esc la deja").format(column=self._choosing.label)
        elif self._mending is not None:
            keys = _("Enter guarda · Esc deja como estaba")
        self.query_one("#keys", Static).update(Content(said or keys))

    @staticmethod
    def _column(column: Column) -> str:
        heading = column.label if len(column.label) <= 17 else f"{column.label[:16]}…"
        return f"{heading:<17} {_NAMES[column.role or Role.KEPT]}"

    @on(OptionList.OptionSelected, "#doubts")
    def _chosen_doubt(self, event: OptionList.OptionSelected) -> None:
        if event.option_id == CREATE:
            self.exit(self.review.result())
            return
        doubts = self.review.reading.doubts
        self.review.toggle(doubts[event.option_index])
        self._show()
        event.option_list.highlighted = min(event.option_index + 1, len(doubts))

    @on(OptionList.OptionSelected, "#columns")
    def _chosen_column(self, event: OptionList.OptionSelected) -> None:
        if self._choosing is None:
            self._choosing = self.review.columns[event.option_index]
            self._show()
            names = list(NAMES)
            event.option_list.highlighted = names.index(_NAMES[self._choosing.role or Role.KEPT])
            return
        column, self._choosing = self._choosing, None
        said = ""
        try:
            self.review.change(column, event.option_id or KEPT)
        except PlanError as error:
            said = str(error)
        self._show(said)

    def action_other_list(self) -> None:
        """Go from one list to the other."""
        if self._mending is None:
            focused = self.query_one("#columns" if self._is_in_doubts() else "#doubts", OptionList)
            focused.focus()

    def action_mend(self) -> None:
        """Open the line of entry over the field that the doubt under the cursor speaks of."""
        doubts = self.query_one("#doubts", OptionList)
        at = doubts.highlighted
        if not self._is_in_doubts() or at is None or at >= len(self.review.reading.doubts):
            return
        doubt = self.review.reading.doubts[at]
        plan = self.review.plan
        indicator = plan.indicator(doubt.indicator)
        if indicator is None or doubt.field not in MENDABLE:
            self._say(_("Eso no se cambia aquí: cambie la columna, el formulario, o el plan ya creado."))
            return
        mendable = MENDABLE[doubt.field]
        self._mending = doubt
        entry = self.query_one(Entry)
        entry.add_class("open")
        self._shown_before = mendable.shown(plan, indicator)
        entry.open(f"N° {indicator.id} · {mendable.label}", self._shown_before)
        self._say()

    @on(Entry.Typed)
    def _mended(self, event: Entry.Typed) -> None:
        if self._mending is None:
            return
        if event.text == self._shown_before:  # what was not typed over is not settled by that
            self._close_entry()
            return
        try:
            self.review.mend(self._mending, event.text)
        except PlanError as error:
            self._say(str(error))
            return
        self._close_entry()

    def _close_entry(self) -> None:
        self._mending = None
        self.query_one(Entry).remove_class("open")
        self.query_one("#doubts", OptionList).focus()
        self._show()

    def action_leave(self) -> None:
        """Leave what is begun; with nothing begun, end without writing anything."""
        if self._mending is not None:
            self._close_entry()
        elif self._choosing is not None:
            self._choosing = None
            self._show()
        else:
            self.exit(None)

    def action_abandon(self) -> None:
        """End without writing anything."""
        self.exit(None)

    def _is_in_doubts(self) -> bool:
        return self.focused is self.query_one("#doubts")


def review(found: Review, name: str) -> Settled | None:
    """Have a person review a form on the terminal; None where they leave without creating the plan."""
    return ReviewApp(found, name).run()
