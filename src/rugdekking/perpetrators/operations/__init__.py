"""What is done with the record of a perpetrator: made, corrected, told of, answered, recognised, removed."""

from rugdekking.perpetrators.operations.indexing import bring_in_line, complete
from rugdekking.perpetrators.operations.informing import NotThatDay, delay, inform, note_view
from rugdekking.perpetrators.operations.leaving import destroy_due, join, keep_out, welcome
from rugdekking.perpetrators.operations.matching import decide, look
from rugdekking.perpetrators.operations.recording import (
    KeptLongEnough,
    NothingKnown,
    Reason,
    correct,
    keep_longer,
    record,
    record_facts,
)
from rugdekking.perpetrators.operations.removing import SecondPerson, ask_removal, keep_after_all, remove
from rugdekking.perpetrators.operations.weighing import NothingToRecord, OtherRoute

__all__ = [
    "KeptLongEnough",
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
    "keep_after_all",
    "keep_longer",
    "keep_out",
    "look",
    "note_view",
    "record",
    "record_facts",
    "remove",
    "welcome",
]
