"""The store without one of its protections, for the tests that must then find the fault."""

from collections.abc import Callable, Sequence

import pytest

from store.documents.json_reading import Document
from store.file import replacing
from store.file.reading import Pin
from store.history import chain, records, soundness
from store.history.chain import digest


def write_in_place(
    directory: int, name: str, data: bytes, *, before_replacing: Callable[[], None], **_rest: object
) -> tuple[Pin, None]:
    """Write as most programs save: empty the file that is there and fill it again."""
    calls = vars(replacing)["os"]  # a test that lets system calls fail has put its own in there
    before_replacing()
    descriptor = calls.open(name, calls.O_RDWR | calls.O_TRUNC, dir_fd=directory)
    try:
        replacing._write_all(descriptor, data)
        calls.fsync(descriptor)
    except BaseException:
        calls.close(descriptor)
        raise
    return Pin(descriptor), None


def digest_of_order(_document: Document, parents: Sequence[str] = ()) -> str:
    """Return a hash for which it does not matter what a row says."""
    return digest({}, parents)


def digest_of_contents(document: Document, _parents: Sequence[str] = ()) -> str:
    """Return a hash for which it does not matter what a row continues."""
    return digest({name: value for name, value in document.items() if name != "prev"})


def replace_digest(monkeypatch: pytest.MonkeyPatch, other: Callable[..., str]) -> None:
    """Let the store chain its rows, and check them, by another hash."""
    for module in (chain, records, soundness):
        monkeypatch.setattr(module, "digest", other)
