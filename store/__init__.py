"""A plan on disk: one TinyDB file, safe under several writers, crashes and full disks."""

from store.creation import create

__all__ = ["create"]
