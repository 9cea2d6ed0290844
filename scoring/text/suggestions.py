"""What somebody may have meant by a word that is not known."""

from collections.abc import Iterable

from scoring.messages import _
from scoring.quoting import QUOTED


def meant(word: str, known: Iterable[str]) -> str:
    """Return ` ¿Quiso decir «…»?` with the known word that is most like `word`; empty where none is like it."""
    from difflib import get_close_matches  # what is spelt right does without

    if len(word) > QUOTED:  # nobody's slip of the pen, and slow to compare
        return ""
    by_letters = {name.lower(): name for name in known}
    found = get_close_matches(word.strip().lower(), by_letters, n=1, cutoff=0.7)
    return _(" ¿Quiso decir «{word}»?").format(word=by_letters[found[0]]) if found else ""
