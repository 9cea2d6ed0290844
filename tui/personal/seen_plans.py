"""How far a person has seen the histories of plans, so that an earlier state in the place of one is noticed.

It is kept for each real path and plan: a copy of the plan elsewhere is no earlier state, nor is another plan.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from store import Seen
from tui.personal.state_files import keep, kept

_KIND: Final = "seen"


class SeenPlans:
    """What the store remembers for a person (`store.Memory`), in their state directory."""

    def last(self, address: str) -> Mapping[str, Seen]:
        """Return what was seen last of the plans that were at `address`, by their ids."""
        found = {}
        content = kept(address, _KIND)
        for plan, seen in content.items() if isinstance(content, dict) else ():
            with suppress(ValueError, TypeError):
                seq, *tips = seen
                found[plan] = Seen(int(seq), tuple(map(str, tips)))
        return found

    def keep(self, address: str, plan: str, seen: Seen) -> None:
        """Keep what was seen of the plan with the id `plan` at `address`; what cannot be kept is let go."""
        known = {**self.last(address), plan: seen}
        keep(address, _KIND, {id_: [seq, *tips] for id_, (seq, tips) in known.items()})
