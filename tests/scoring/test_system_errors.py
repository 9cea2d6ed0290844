"""What the system refuses is told in Spanish."""

import errno
import os

import pytest

from scoring.text.system_errors import reason

OF_FILES = [
    errno.EACCES,
    errno.EAGAIN,
    errno.EBADF,
    errno.EBUSY,
    errno.EDEADLK,
    errno.EDQUOT,
    errno.EEXIST,
    errno.EFBIG,
    errno.EHOSTDOWN,
    errno.EINTR,
    errno.EINVAL,
    errno.EIO,
    errno.EISDIR,
    errno.ELOOP,
    errno.EMFILE,
    errno.EMLINK,
    errno.ENAMETOOLONG,
    errno.ENFILE,
    errno.ENODEV,
    errno.ENOENT,
    errno.ENOLCK,
    errno.ENOMEM,
    errno.ENOSPC,
    errno.ENOSYS,
    errno.ENOTDIR,
    errno.ENOTEMPTY,
    errno.ENXIO,
    errno.EOPNOTSUPP,
    errno.EPERM,
    errno.EPIPE,
    errno.EROFS,
    errno.ESTALE,
    errno.ETIMEDOUT,
    errno.ETXTBSY,
    errno.EXDEV,
]
"""What Linux says of opening, reading, writing, locking, linking, renaming and deleting files."""


@pytest.mark.parametrize("code", OF_FILES, ids=lambda code: errno.errorcode[code])
def test_what_the_system_says_of_files_is_told_in_spanish(code: int) -> None:
    told = reason(OSError(code, os.strerror(code)))
    assert told != os.strerror(code)
    assert told[0].islower()


def test_a_cause_of_the_programs_own_is_kept() -> None:
    assert reason(OSError(errno.EPERM, "«x» es un enlace simbólico")) == "«x» es un enlace simbólico"
