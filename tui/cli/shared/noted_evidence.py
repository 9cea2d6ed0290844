"""The evidence that a command is given, and what is said where it seems to name a file that is not there."""

import sys
from pathlib import Path

from scoring.model.acts import Evidence
from tui.proofs.evidence import evidence_of, not_found


def noted_evidence(source: str, plan: Path) -> Evidence:
    """Return the evidence that a text names; PlanError where it cannot be read."""
    evidence = evidence_of(source, plan)
    if why := not_found(evidence):
        print(f"  ! {why}", file=sys.stderr)
    return evidence
