"""What is done with the record of a perpetrator: made, corrected, told of, answered, recognised, removed."""

from rugdekking.perpetrators.operations.indexing import bring_in_line, complete
from rugdekking.perpetrators.operations.informing import NotThatDay, delay, inform, note_view
from rugdekking.perpetrators.operations.leaving import destroy_due, keep_out, welcome
from rugdekking.perpetrators.operations.matching import SecondPerson, decide, look
from rugdekking.perpetrators.operations.recording import (
    NothingKnown,
    NothingToRecord,
    OtherRoute,
    Reason,
    correct,
    keep_longer,
    record,
    remove,
)

__all__ = [
    "NotThatDay",
    "NothingKnown",
    "NothingToRecord",
    "OtherRoute",
    "Reason",
    "SecondPerson",
    "bring_in_line",
    "complete",
    "correct",
    "decide",
    "delay",
    "destroy_due",
    "inform",
    "keep_longer",
    "keep_out",
    "look",
    "note_view",
    "record",
    "remove",
    "welcome",
]
