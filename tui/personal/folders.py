"""Where a person's own files are: settings and what is remembered of them.

Paths are texts here, since the first screen needs them and pathlib takes long to load.
"""

import os
import sys
from typing import Final

_NAME: Final = "plan-de-accion"


def config_folder() -> str:
    """Return the folder of the settings."""
    if sys.platform == "linux":
        return _xdg("XDG_CONFIG_HOME", ".config")
    from platformdirs import user_config_dir

    return user_config_dir(_NAME)


def state_folder() -> str:
    """Return the folder of what the program remembers."""
    if sys.platform == "linux":
        return _xdg("XDG_STATE_HOME", ".local/state")
    from platformdirs import user_state_dir

    return user_state_dir(_NAME)


def _xdg(variable: str, usual: str) -> str:
    """Return a folder of the XDG Base Directory Specification; to load platformdirs would delay the first screen."""
    named = os.environ.get(variable, "").strip()
    return os.path.join(named or os.path.expanduser(f"~/{usual}"), _NAME)
