"""A person's own settings: `~/.config/plan-de-accion/config.toml` (or where the XDG variables say).

theme = "light"          # or "dark"
ascii = true             # no signs beyond ASCII
mouse = true             # a click moves the cursor, the wheel scrolls

[keys]                   # command = key or list of keys; an unknown command is answered with those there are
next_pending = ["b", "f5"]
"""

import os
from collections.abc import Mapping
from typing import NamedTuple

from scoring.errors import PlanError
from scoring.messages import _
from scoring.quoting import quoted
from scoring.text.system_errors import reason
from tui.personal.folders import config_folder


class ConfigError(PlanError):
    """A settings file that cannot be used; the sentence names the file and the fault."""


class Config(NamedTuple):
    """The settings, with their usual values."""

    light: bool = False
    ascii: bool = False
    mouse: bool = False
    keys: Mapping[str, tuple[str, ...]] = {}


def config_path() -> str:
    """Return where the settings are looked for."""
    return os.path.join(config_folder(), "config.toml")


def read_config(path: str) -> Config:
    """Read the settings at `path`, the usual ones where there is no such file; ConfigError where they make no sense."""
    if not os.path.exists(path):
        return Config()
    import tomllib  # most people have no such file

    try:
        with open(path, "rb") as file:
            found = tomllib.load(file)
    except OSError as error:
        raise ConfigError(_("«{path}» no se puede leer: {error}").format(path=path, error=reason(error))) from None
    except ValueError as error:
        raise ConfigError(_("«{path}» no se puede leer: {error}").format(path=path, error=error)) from None
    known = {"theme": str, "ascii": bool, "mouse": bool, "keys": dict}
    for name, value in found.items():
        if name not in known:
            raise ConfigError(
                _("«{path}»: no se conoce «{name}»; se conocen {known}.").format(
                    path=path, name=quoted(name), known=", ".join(known)
                )
            )
        if not isinstance(value, known[name]):
            raise ConfigError(
                _("«{path}»: «{name}» no puede ser «{value}».").format(path=path, name=name, value=quoted(value))
            )
    theme = found.get("theme", "dark")
    if theme not in {"dark", "light"}:
        raise ConfigError(_("«{path}»: theme es dark o light, no «{theme}».").format(path=path, theme=quoted(theme)))
    return Config(theme == "light", found.get("ascii", False), found.get("mouse", False), _keys(path, found))


def _keys(path: str, found: Mapping[str, Mapping[str, object]]) -> dict[str, tuple[str, ...]]:
    keys = {}
    for command, value in found.get("keys", {}).items():
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(key, str) and key for key in listed):
            raise ConfigError(
                _('«{path}»: las teclas de {command} se escriben como "f5" o ["b", "f5"].').format(
                    path=path, command=quoted(command)
                )
            )
        keys[command] = tuple(listed)
    return keys
