"""What the program remembers for one person, each thing a small JSON file in their state directory.

A person's own and no part of the plan: losing it costs a convenience, so what cannot be kept or read is let go.
"""

import json
import os
from contextlib import suppress
from typing import Any

from scoring.sha256 import sha256_of
from tui.personal.folders import state_folder


def state_file(address: str, kind: str) -> str:
    """Return the file in the person's state directory that holds what is kept of `kind` for what is at `address`.

    `address` is a plan's, or the resolved path of a file.
    """
    name = sha256_of(address.encode("utf-8", "surrogateescape"))[:16]
    return os.path.join(state_folder(), kind, f"{name}.json")


def keep(address: str, kind: str, value: Any) -> None:
    """Keep a JSON value for what is at `address`, in place of the one before; nobody else can read it."""
    file = state_file(address, kind)
    temporary = f"{file.removesuffix('.json')}.{os.getpid()}.tmp"
    with suppress(OSError):
        os.makedirs(os.path.dirname(file), exist_ok=True, mode=0o700)
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as target:
            json.dump(value, target)
        os.replace(temporary, file)


def kept(address: str, kind: str) -> Any:
    """Return the JSON value kept for what is at `address`, or None where there is none that can be read."""
    with suppress(OSError, ValueError), open(state_file(address, kind), encoding="utf-8") as file:
        return json.load(file)
    return None
