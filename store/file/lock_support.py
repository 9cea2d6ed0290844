"""Whether a file system can lock at all: a plan on one that cannot is only read."""

import errno
import fcntl
import os
from pathlib import Path
from typing import Final

from scoring.messages import _

HELD: Final = (errno.EWOULDBLOCK, errno.EACCES)
"""What trying for a lock says where somebody else has it."""


def refusal(path: Path) -> str:
    """Return why nobody can lock on the file system of the plan at `path`, as a sentence; empty when they can."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        finally:
            os.close(descriptor)
    except OSError as error:
        return "" if error.errno in HELD else cannot_lock(error)
    return ""


def cannot_lock(error: OSError) -> str:
    """Return the sentence for an error of locking that is not somebody else's lock."""
    from scoring.text.system_errors import reason  # what goes well does without

    sentence = _("el sistema de archivos no permite bloquear ({reason}), así que solo se puede leer")
    return sentence.format(reason=reason(error))
