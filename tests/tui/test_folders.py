"""A person's folders are where platformdirs has them."""

import sys

import platformdirs
import pytest

from tui.personal.folders import config_folder, state_folder


@pytest.mark.parametrize("value", [None, "", " ", "/somewhere/else"])
@pytest.mark.parametrize("platform", ["linux", "elsewhere"])
def test_the_folders_are_those_of_platformdirs(
    monkeypatch: pytest.MonkeyPatch, platform: str, value: str | None
) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    expected = platformdirs.user_config_dir("plan-de-accion"), platformdirs.user_state_dir("plan-de-accion")
    monkeypatch.setattr(sys, "platform", platform)
    assert (config_folder(), state_folder()) == expected
