"""What is in the way of a file or folder that the program makes beside a plan: a colleague's, or somebody else's."""

import errno
import os
import pwd
import stat
from contextlib import suppress
from typing import Final

from scoring.messages import _
from store.file.permissions import Permissions

_ROOT: Final = 0


class ForeignError(PermissionError):
    """What is there is not of somebody who writes the plan; the sentence names it and says what to do."""


def check(name: str, info: os.stat_result, plan: Permissions) -> None:
    """Raise ForeignError, whose sentence names it, where `name` cannot be of somebody who writes the plan.

    `info` is what `lstat` says of it. A symbolic link never is; a file or folder is if it belongs to the plan's owner
    or group, to a member of that group, to this user or to root.
    """
    if stat.S_ISLNK(info.st_mode):
        raise _refusal(_("«{name}» es un enlace simbólico; quítelo").format(name=name))
    if not (stat.S_ISREG(info.st_mode) or stat.S_ISDIR(info.st_mode)):
        raise _refusal(_("«{name}» no es un archivo común ni una carpeta; quítelo").format(name=name))
    if not is_of_writer(info, plan):
        raise _refusal(_("«{name}» no es del dueño del plan ni de su grupo; quítelo").format(name=name))


def is_of_writer(info: os.stat_result, plan: Permissions) -> bool:
    """Tell whether a file belongs to somebody who may have written the plan."""
    if info.st_uid in (_ROOT, plan.owner, os.geteuid()) or info.st_gid == plan.group:
        return True
    with suppress(KeyError, OSError):
        owner = pwd.getpwuid(info.st_uid)
        return plan.group in os.getgrouplist(owner.pw_name, owner.pw_gid)
    return False


def _refusal(sentence: str) -> ForeignError:
    return ForeignError(errno.EPERM, sentence)
