"""The store without one of its protections, for the tests that must then find the fault."""

from collections.abc import Callable, Sequence

from store import commit
from store.reading import Pin


def write_in_place(
    directory: int, name: str, data: Sequence[bytes], *, before_replacing: Callable[[], None], **_rest: object
) -> tuple[Pin, None]:
    """Write as most programs save: empty the file that is there and fill it again."""
    calls = vars(commit)["os"]  # a test that lets system calls fail has put its own in there
    before_replacing()
    descriptor = calls.open(name, calls.O_RDWR | calls.O_TRUNC, dir_fd=directory)
    try:
        for piece in data:
            commit._write_all(descriptor, [piece])
        calls.fsync(descriptor)
    except BaseException:
        calls.close(descriptor)
        raise
    return Pin(descriptor), None
