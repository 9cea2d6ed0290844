"""Signatures with a person's SSH key, made and checked by OpenSSH's own `ssh-keygen -Y`."""

import os
import re
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from scoring.errors import PlanError
from scoring.messages import _
from scoring.quoting import quoted, shortened

NAMESPACE: Final = "plan-de-accion"
"""What keeps a signature made for something else from being taken for one of a plan."""
ALLOWED_SIGNERS: Final = "PLAN_ALLOWED_SIGNERS"
"""The variable that names the file of the keys that are known, in the form of ssh-keygen(1), ALLOWED SIGNERS."""
_BESIDE: Final = "allowed_signers"
_LONGEST: Final = 200
_SIGNATURE: Final = re.compile(
    r"-----BEGIN SSH SIGNATURE-----\n[A-Za-z0-9+/=\n]{1,20000}-----END SSH SIGNATURE-----\n?"
)


class SshError(PlanError):
    """A signature that could not be made; the sentence says why."""


def allowed_signers(plan: Path, named: str | None = None) -> Path | None:
    """Return the file of known keys: the one named, that of the environment, or `allowed_signers` beside the plan.

    None where there is none; SshError for one that was named and is not there.
    """
    wanted = named or os.environ.get(ALLOWED_SIGNERS)
    if wanted is None:
        beside = plan.parent / _BESIDE
        return beside if beside.is_file() else None
    if not Path(wanted).is_file():
        raise SshError(_("No está el archivo de llaves conocidas: {path}").format(path=quoted(wanted)))
    return Path(wanted)


def sign(message: str, key: Path) -> str:
    """Return the signature of a message by a private key, or by the agent's where `key` is a public one; SshError."""
    if key.exists() and not key.is_file():  # ssh-keygen would wait for a pipe that nobody writes to
        raise SshError(_("No se firmó: {key} no es el archivo de una llave.").format(key=quoted(str(key))))
    try:
        done = _run(["-Y", "sign", "-n", NAMESPACE, "-f", str(key)], message)
    except OSError:
        raise SshError(_("Para firmar con una llave hace falta ssh-keygen, de OpenSSH.")) from None
    if done.returncode or not _SIGNATURE.fullmatch(done.stdout):
        why = shortened(" ".join(done.stderr.split()), _LONGEST)
        raise SshError(_("No se firmó: ssh-keygen no pudo con la llave {key}: {why}").format(key=key, why=why))
    return done.stdout


def signer_of(message: str, signature: str, allowed: Path) -> str | None:
    """Return whose signature of a message this is, as the file of known keys calls them; None where it is nobody's.

    SshError where there is no OpenSSH to ask.
    """
    if not _SIGNATURE.fullmatch(signature):
        return None
    with tempfile.NamedTemporaryFile("w", encoding="ascii", suffix=".sig") as file:
        file.write(signature)
        file.flush()
        try:
            known = _run(["-Y", "find-principals", "-s", file.name, "-f", str(allowed)], "")
            given = ["-n", NAMESPACE, "-s", file.name, "-f", str(allowed)]
            for who in known.stdout.splitlines() if known.returncode == 0 else ():
                if _run(["-Y", "verify", "-I", who, *given], message).returncode == 0:
                    return who
        except OSError:
            raise SshError(_("Para comprobar una firma hace falta ssh-keygen, de OpenSSH.")) from None
    return None


def _run(words: Sequence[str], given: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - the program is named, and no shell reads the words
        ["ssh-keygen", *words],  # noqa: S607 - which one is the user's path to say
        input=given,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        errors="replace",
    )
