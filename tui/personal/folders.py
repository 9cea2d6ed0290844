"""Where a person's own files are: settings and what is remembered of them."""

import os
import sys
from pathlib import Path
from typing import Final

_NAME: Final = "plan-de-accion"


def config_folder() -> Path:
    """Return the folder of the settings."""
    if sys.platform == "linux":
        return _xdg("XDG_CONFIG_HOME", ".config")
    from platformdirs import user_config_path

    return user_config_path(_NAME)


def state_folder() -> Path:
    """Return the folder of what the program remembers."""
    if sys.platform == "linux":
        return _xdg("XDG_STATE_HOME", ".local/state")
    from platformdirs import user_state_path

    return user_state_path(_NAME)


def _xdg(variable: str, usual: str) -> Path:
    """Return a folder of the XDG Base Directory Specification; to load platformdirs would delay the first screen."""
    named = os.environ.get(variable, "").strip()
    return (Path(named) if named else Path.home() / usual) / _NAME
