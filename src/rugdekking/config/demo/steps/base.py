"""What every step of a story has: when it happens, and who does it."""

from datetime import datetime

import msgspec

from rugdekking.config.demo.tale import Tale


class Did(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="do"):
    """One step. `at` is read by `moments`; `by` is the key of a colleague, `melder` or `betrokkene`."""

    at: str
    by: str

    def happen(self, tale: Tale, *, at: datetime) -> None:
        """Do it at `at`, by the same operation that the pages ask."""
        raise NotImplementedError
