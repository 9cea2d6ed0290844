"""What this person's exports have written: by its digest a file is known as theirs for as long as nobody changes it."""

from pathlib import Path
from typing import Final

from tui.personal.state_files import keep, kept

_DIGESTS: Final = "exported"
_LAST: Final = "workbooks"


def keep_digest(target: Path, sha256: str) -> None:
    """Keep the SHA-256 of what was written to `target`, a resolved path."""
    keep(str(target), _DIGESTS, sha256)


def kept_digest(target: Path) -> str:
    """Return the SHA-256 of what was last written to `target`, a resolved path; empty where nothing is known of it."""
    return _text(kept(str(target), _DIGESTS))


def keep_last(address: str, workbook: Path) -> None:
    """Keep the path of the workbook that was last exported of the plan at `address`."""
    keep(address, _LAST, str(workbook.absolute()))


def last_workbook(address: str) -> str:
    """Return the path of the workbook that was last exported of the plan at `address`; empty where none is known."""
    return _text(kept(address, _LAST))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
