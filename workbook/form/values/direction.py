"""Which way a goal is reached, told by its words, by a column that says so, or by what the indicator is called."""

from workbook.form.values.goal import Sense
from workbook.form.words import first_of, plain, stems, words_of


def sense_of_words(written: str) -> Sense | None:
    """Return the way that a plain text names: «máximo», «al menos»; None where it names none."""
    least, most = first_of(written, "goals", "at_least"), first_of(written, "goals", "at_most")
    if least and most:
        return Sense.AT_LEAST if least.start() <= most.start() and len(least[0]) >= len(most[0]) else Sense.AT_MOST
    if most and most[0].startswith("hasta") and first_of(written, "goals", "rising_verbs"):
        return Sense.AT_LEAST
    return Sense.AT_LEAST if least else Sense.AT_MOST if most else None


def sense_of_column(text: str) -> Sense | None:
    """Return the way that a column such as «Sentido» says is better; None where it does not clearly say."""
    told = plain(text)
    if not told:
        return None
    falling, rising = first_of(told, "goals", "falling"), first_of(told, "goals", "rising")
    return Sense.AT_MOST if falling and not rising else Sense.AT_LEAST if rising and not falling else None


def is_better_less(name: str) -> bool:
    """Whether an indicator is called after something that one wants less of, and not after what is done about it."""
    told = {*words_of(name)}
    if told & stems("goals", "dealt_with"):
        return False
    return first_of(plain(name), "goals", "better_less") is not None or bool(told & stems("goals", "better_less"))
