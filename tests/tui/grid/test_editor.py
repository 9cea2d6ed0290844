"""The text of a cell while it is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.grid.editor import Editor


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (["backspace"], "12"),
        (["left", "backspace"], "13"),
        (["home", "delete"], "23"),
        (["ctrl+a", "right", "ctrl+k"], "1"),
        (["left", "ctrl+u"], "3"),
        (["home", "backspace"], "123"),
        (["end", "right", "delete"], "123"),
    ],
)
def test_keys_of_an_edit(keys: list[str], text: str) -> None:
    editor = Editor.edit("123")
    for key in keys:
        editor = editor.press(key) or editor
    assert editor.text == text


def test_arrows_leave_a_text_that_replaces_and_stay_in_one_that_is_edited() -> None:
    assert Editor.replace("1").press("left") is None
    assert Editor.edit("1").press("left") is not None
    assert Editor.edit("1").press("up") is None


@given(st.text("0123456789", max_size=40), st.integers(0, 40), st.integers(1, 30))
def test_the_window_shows_the_cursor(text: str, at: int, width: int) -> None:
    editor = Editor(text, min(at, len(text)), editing=True)
    shown, place = editor.window(width)
    assert len(shown) <= width
    assert 0 <= place <= len(shown)
    assert place < width
    assert shown in text
