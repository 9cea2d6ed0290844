"""The sign-offs of a plan whose SSH signature nobody known has made."""

from collections.abc import Iterator
from pathlib import Path

from scoring.model import Plan
from scoring.model.acts import Act, SignOff
from scoring.year.signing import message
from tui.proofs.ssh import signer_of


def unrecognised(plan: Plan, allowed: Path) -> Iterator[Act]:
    """Yield every sign-off with a signature that is of no known key, or of something else than it says."""
    for act, value in plan.acts.items():
        if isinstance(value, SignOff) and value.signature:
            signed = message(plan, value.role, act.month, value.digest)
            if signer_of(signed, value.signature, allowed) is None:
                yield act
