"""One exception for "the rules say no"; anything else is a bug and may crash."""

from django.utils.functional import Promise


class Refused(Exception):
    """Asked for something the rules do not allow. `reason` is Dutch and safe to show to who asked."""

    def __init__(self, reason: str | Promise) -> None:
        super().__init__(reason)
        self.reason = reason


class JustChanged(Refused):
    """Somebody else acted first: what was asked no longer fits the state of the thing."""
