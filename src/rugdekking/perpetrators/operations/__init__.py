"""What is done with the record of a perpetrator: made, corrected, told of, answered, recognised, removed."""

from rugdekking.perpetrators.operations.indexing import bring_in_line, complete
from rugdekking.perpetrators.operations.informing import NotThatDay, delay, inform, note_view
from rugdekking.perpetrators.operations.leaving import destroy_due, join, keep_out, welcome
from rugdekking.perpetrators.operations.matching import decide, look
from rugdekking.perpetrators.operations.recording import (
    NothingKnown,
    Reason,
    SecondPerson,
    ask_removal,
    correct,
    keep_longer,
    record,
    record_facts,
    remove,
)
from rugdekking.perpetrators.operations.weighing import NothingToRecord, OtherRoute

__all__ = [
    "NotThatDay",
    "NothingKnown",
    "NothingToRecord",
    "OtherRoute",
    "Reason",
    "SecondPerson",
    "ask_removal",
    "bring_in_line",
    "complete",
    "correct",
    "decide",
    "delay",
    "destroy_due",
    "inform",
    "join",
    "keep_longer",
    "keep_out",
    "look",
    "note_view",
    "record",
    "record_facts",
    "remove",
    "welcome",
]
