"""How far the plans at one address were seen by this person: what this store has read, and what a memory keeps."""

from store.protocol import Memory, Seen


class SeenHeads:
    """What was seen last of each plan, by its id."""

    def __init__(self, address: str, memory: Memory | None) -> None:
        self.memory = memory
        self._address = address
        self._seen: dict[str, Seen] = {}
        self._recalled = memory is None

    def recall(self) -> None:
        """Ask the memory, once."""
        if not self._recalled and self.memory is not None:
            self._seen = dict(self.memory.last(self._address))
            self._recalled = True

    def of(self, plan: str) -> Seen | None:
        """Return how far the plan with this id was seen; None where it never was."""
        return self._seen.get(plan)

    def keep(self, plan: str, seen: Seen) -> None:
        """Take `seen` for what was seen last of a plan."""
        if self._seen.get(plan) != seen:
            self._seen[plan] = seen
            if self.memory is not None:
                self.memory.keep(self._address, plan, seen)

    def forget(self) -> None:
        """Take whatever is read next for what was seen last."""
        self._seen, self._recalled = {}, True
