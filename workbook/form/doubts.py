"""What a form leaves open: sentences that a person settles, each about a field of an indicator, or about the plan."""

from typing import Final, NamedTuple

QUOTED: Final = 140
"""Letters of a text of the form that a sentence quotes."""
PLAN: Final = ""
"""The indicator of a doubt about the whole plan."""


class FormDoubt(NamedTuple):
    """One thing to settle; `str` is the sentence that is printed."""

    indicator: str
    """Its identifier; `PLAN` where the doubt is about the whole form."""
    field: str
    """The field of the indicator that it speaks of, by the program's name; empty where there is no one field."""
    text: str

    def __str__(self) -> str:
        """Return the sentence, beginning with the indicator's number where it is about one."""
        end = "" if self.text.endswith((".", "?")) else "."
        return f"N° {self.indicator}: {self.text}{end}" if self.indicator else f"{self.text}{end}"


class Question(NamedTuple):
    """A doubt about a value before it is known whose value it is: the field it speaks of, and the sentence."""

    field: str
    text: str


def shortened(text: str) -> str:
    """Return a text of the form as a sentence quotes it."""
    return text if len(text) <= QUOTED else f"{text[: QUOTED - 1].rstrip()}…"


def about_plan(field: str, text: str) -> FormDoubt:
    """Return a doubt about the whole form."""
    return FormDoubt(PLAN, field, text)
