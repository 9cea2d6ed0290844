"""Filling in a form: fields are typed in place, the plan's figures follow every key, and one line saves it all."""

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_DOWN, Decimal
from textwrap import wrap
from typing import TYPE_CHECKING, Any, TypeAlias

from scoring.arithmetic.rollup import score
from scoring.entry.acceptance import accept
from scoring.errors import PlanError
from scoring.messages import _, ngettext
from scoring.model import Cell, CellChange, Plan
from scoring.model.fields import Change, homeless
from scoring.text.numbers import format_share
from scoring.year.amending import check_reason
from scoring.year.moment import RefusedActError
from scoring.year.stage import version_of
from tui.controller.keymap import Hint
from tui.grid.editor import Editor
from tui.grid.paste import parse_block
from tui.grid.spans import Role, Span, fit
from tui.grid.values import percent
from tui.modes.mode import Key, Mode
from tui.pages.form import REASON, FormField, FormPage
from tui.personal.drafts import FormDraft

if TYPE_CHECKING:
    from tui.modes.stack import ModeStack

Made: TypeAlias = Callable[[Plan, Mapping[str, str]], Sequence[Change]]
"""Returns the changes that the texts typed into a form ask for, by address; PlanError where they ask for none."""
Remark: TypeAlias = Callable[[Plan, Mapping[str, str]], str]
"""Returns what is to be said beside a form's title of the texts in it."""


class FillForm(Mode):
    """A form in place of the grid."""

    page: FormPage
    halts = True
    text = True

    def __init__(
        self,
        stack: "ModeStack",
        title: str,
        fields: Sequence[FormField],
        made: Made,
        form: tuple[str, ...],
        *,
        remark: Remark | None = None,
        saved: "Callable[[ModeStack, Sequence[Change]], None] | None" = None,
        always: bool = False,
        of_terms: bool = True,
    ) -> None:
        """Show `fields`, whose texts `made` makes changes of; `form` says which form it is, for a draft of it.

        `remark` says more beside the title; `saved` is called once the changes are on disk. `always` says that there is
        something to save though nothing was typed: a node that is to be added. `of_terms` says that it may change the
        plan's terms, which in a plan that was approved wants a reason.
        """
        super().__init__(stack)
        self._made, self._form, self._remark, self._saved, self._always = made, form, remark, saved, always
        self._of_terms = of_terms
        self._seen = self.controller.session.revisions
        self._problem = ""
        self._asked = ""
        """What Esc or the line that saves has asked, and the same key again answers."""
        why = _reason_field(self.controller.session.plan) if of_terms else ()
        self.page = FormPage(title, (*fields, *why), self.controller.symbols)
        self.page.resize(self.controller.width, self.controller.height)
        self.controller.touch_all()
        self._follow()

    async def key(self, key: Key) -> None:
        """Type into the chosen field, choose another, save, or leave."""
        page = self.page
        command = self.keymap.command_in_text(key.name)
        asked, self._asked = self._asked, ""
        if key.character and page.field is not None:
            self._type(key.character)
        elif command == "cancel":
            self._leave(asked)
        elif command == "commit":
            if page.field is None:
                await self._save(asked)
            else:
                page.go(page.place + 1)
        elif command == "edit" and page.field is not None:
            page.put(Editor.edit(page.texts[page.field.address]))
        elif page.choosing and key.name in {"left", "right"}:
            page.choose(step=1 if key.name == "right" else -1)
        elif key.name == "right" and page.completion:
            page.put(Editor.edit(page.completion))
        elif page.field is not None and not page.field.choices and (pressed := page.editor.press(key.name)):
            page.put(pressed)
        else:
            page.move(command)
        self._follow()

    async def paste(self, text: str) -> None:
        """Put a text into the chosen field, its lines and fields one after another."""
        if self.page.field is not None and not self.page.field.choices:
            editor = Editor.edit("") if self.page.choosing else self.page.editor
            self.page.put(editor.insert(" ".join(" ".join(line) for line in parse_block(text))))
            self._follow()

    def hint(self, width: int) -> str:
        """Return what each key does, or the rest of what is wrong where it has no room on the line above."""
        if not self.controller.message and (rest := self._told_wrong()[1:]):
            return fit(" ".join(rest), width, self.controller.symbols.more).rstrip()
        hints: list[Hint] = [("commit", _("siguiente")), (("up", "down"), _("campo"))]
        if self.page.field is None:
            hints = [("commit", _("guarda todo"))]
        elif self.page.choosing:
            hints = [(("left", "right"), _("elige")), *hints]
        elif self.page.completion:
            hints = [("right", _("completa")), *hints]
        return self.keymap.hint([*hints, ("cancel", _("sale sin guardar"))], width, kept=1, in_text=True)

    def detail(self) -> list[Span]:
        """Return what was said last, what is wrong with what is typed, or what the chosen field means."""
        if self.controller.message:
            return self.controller.message[:1]
        if self._problem:
            return [Span(f" {self._told_wrong()[0]}", Role.RED)]
        return [Span(f" {self.page.field.help if self.page.field else ''}"[: self.controller.width], Role.ASIDE)]

    def leave(self) -> None:
        """Go back to the grid."""
        super().leave()
        self.controller.touch_all()

    def see(self, revisions: Mapping[Any, int]) -> None:
        """Take it that the person has seen these revisions."""
        self._seen = dict(revisions)

    def end(self) -> None:
        """End the form: what was typed is saved, or dropped."""
        self.leave()

    def fill(self, address: str, text: str) -> None:
        """Put a text into a field and choose it."""
        self.page.go_to(address)
        self.page.put(Editor.edit(text))
        self._follow()

    def kept(self) -> FormDraft | None:
        """Return what was typed, with what was seen of the definition then; None where nothing was."""
        if not self.page.changed:
            return None
        seen = {str(address): rev for address, rev in self._seen.items() if rev and not _is_monthly(address)}
        return FormDraft(self._form, self.page.changed, seen)

    def take_up(self, draft: FormDraft) -> None:
        """Go on with what was typed into this form before: what others have changed since is asked about on saving."""
        now = self.controller.session.revisions
        self._seen = {
            address: rev if _is_monthly(address) else draft.revs.get(str(address), 0) for address, rev in now.items()
        }
        for field in self.page.fields:
            if field.address in draft.texts:
                self.fill(field.address, draft.texts[field.address])

    def _told_wrong(self) -> list[str]:
        """Return what is wrong with what is typed, in lines."""
        return wrap(self._problem, self.controller.width - 2)

    def _type(self, character: str) -> None:
        page = self.page
        field = page.field
        if field is None:
            return
        if field.choices:
            page.choose(step=1) if character == " " else page.choose(letter=character)
        elif character == "=" and self._remark is not None:
            self._share_evenly()
        elif page.choosing or (field.replaced and not page.touched):
            page.put(Editor.replace(character)._replace(editing=True))
        else:
            page.put(page.editor.insert(character))

    def _share_evenly(self) -> None:
        """Give every field of a form of weights the same part of 100 %, what is left to the last one."""
        page, locale = self.page, self.controller.session.plan.locale
        *others, last = self._texts
        part = (Decimal(1) / (len(others) + 1)).quantize(Decimal("0.0001"), ROUND_DOWN)
        page.texts |= dict.fromkeys(others, format_share(part, locale))
        page.texts[last] = format_share(1 - part * len(others), locale)
        page.go(page.place)

    def _follow(self) -> None:
        """Say what is wrong with what is typed, or what the plan scores with it."""
        session = self.controller.session
        before = percent(session.score.figures.compliance, session.plan.locale)
        self.page.remark = _("plan {before}").format(before=before)
        self._problem = ""
        try:
            changes = self._changes()
            if changes and self._of_terms:
                after = score(accept(session.plan, changes), session.cutoff).figures.compliance
                arrow = self.controller.symbols.arrow
                shown = percent(after, session.plan.locale)
                self.page.remark = _("plan {before} {arrow} {after}").format(before=before, arrow=arrow, after=shown)
        except PlanError as error:
            self._problem = str(error) if self.page.changed else ""
        if self._remark is not None:
            said = self._remark(session.plan, self._texts)
            self.page.remark = f"{said}   {self.page.remark}" if said else self.page.remark

    def _changes(self) -> Sequence[Change]:
        texts = self._texts if self._always else self.page.edits
        return self._made(self.controller.session.plan, texts) if texts else ()

    @property
    def _texts(self) -> dict[str, str]:
        """The texts of all fields but the reason."""
        return {address: text for address, text in self.page.texts.items() if address != REASON}

    def _leave(self, asked: str) -> None:
        if self.page.changed and asked != "leave":
            self._asked = "leave"
            said = ngettext(
                "hay {count} cambio sin guardar: {cancel} otra vez lo deja",
                "hay {count} cambios sin guardar: {cancel} otra vez los deja",
                len(self.page.changed),
            )
            self.controller.tell(self.keymap.sentence(said), Role.ALERT)
        else:
            self.leave()

    async def _save(self, asked: str) -> None:
        """Save all as one batch; where figures would be taken out, when that was confirmed."""
        controller, plan = self.controller, self.controller.session.plan
        try:
            changes, reason = self._changes(), self.page.texts.get(REASON, "").strip()
            changed = accept(plan, changes)
        except PlanError as error:
            controller.refuse(error)
            return
        try:
            check_reason(plan, changed, changes, reason)
        except RefusedActError:
            self.page.go_to(REASON)
            controller.refuse(_("el plan está vigente: escriba el motivo, y guarde otra vez"))
            return
        if not changes:
            self.leave()
            return
        lost = homeless(plan, plan.with_changes(change for change in changes if not isinstance(change, CellChange)))
        if lost and asked != "lose":
            self._asked = "lose"
            said = ngettext(
                "se quita {count} cifra con esto: {commit} otra vez lo guarda",
                "se quitan {count} cifras con esto: {commit} otra vez lo guarda",
                len(lost),
            )
            controller.tell(self.keymap.sentence(said), Role.ALERT)
            return
        if controller.session.read_only:
            controller.refuse(controller.session.read_only)
            return
        if await self.stack.save(changes, note=reason, base=self._seen):
            self.leave()
            count = len(self.page.edits) or 1
            said = ngettext(
                "guardado: {count} cambio; {undo} lo deshace", "guardado: {count} cambios; {undo} lo deshace", count
            )
            controller.tell(self.keymap.sentence(said), Role.GREEN)
            if self._saved is not None:
                self._saved(self.stack, changes)


def _reason_field(plan: Plan) -> tuple[FormField, ...]:
    """Return the field that says why, for a plan that was approved: who changes its terms has to say it."""
    if not version_of(plan):
        return ()
    return (FormField(REASON, _("Motivo"), _("el plan está vigente: por qué cambia, para quien lo apruebe"), ""),)


def _is_monthly(address: Any) -> bool:
    """Tell whether an address is that of a month's figure, which no form changes."""
    return isinstance(address, Cell) and address.month is not None
