"""What people do with cases: take on, hand over, write, ask, promise, keep out, move on."""

from rugdekking.cases.operations.contact import (
    ToReporter,
    answered,
    hand_in_file,
    move_promise,
    promise,
    receive_file,
    receive_message,
    record_contact,
    stop_waiting,
    write_to_reporter,
)
from rugdekking.cases.operations.handlers import (
    CannotHandle,
    add_handler,
    hand_over,
    look,
    note_look,
    take_on,
    welcome,
)
from rugdekking.cases.operations.intake import CannotOpenReport, SomebodyFallsOut, join, open_for
from rugdekking.cases.operations.keeping_out import HandOverFirst, NotYourself, keep_out, keep_out_of_report, recuse
from rugdekking.cases.operations.standing import KeyStillToCome, NotYourCase, case_secret, must_handle, refresh_due
from rugdekking.cases.operations.states import close, mark_safe_now, reopen, start_aftercare, start_handling
from rugdekking.cases.operations.upkeep import destroy_due
from rugdekking.cases.operations.writing import (
    ForWhichReporter,
    NoBehaviour,
    NotInThisProtocol,
    add_person,
    correct_person,
    record_facts,
    write_note,
)

__all__ = [
    "CannotHandle",
    "CannotOpenReport",
    "ForWhichReporter",
    "HandOverFirst",
    "KeyStillToCome",
    "NoBehaviour",
    "NotInThisProtocol",
    "NotYourCase",
    "NotYourself",
    "SomebodyFallsOut",
    "ToReporter",
    "add_handler",
    "add_person",
    "answered",
    "case_secret",
    "close",
    "correct_person",
    "destroy_due",
    "hand_in_file",
    "hand_over",
    "join",
    "keep_out",
    "keep_out_of_report",
    "look",
    "mark_safe_now",
    "move_promise",
    "must_handle",
    "note_look",
    "open_for",
    "promise",
    "receive_file",
    "receive_message",
    "record_contact",
    "record_facts",
    "recuse",
    "refresh_due",
    "reopen",
    "start_aftercare",
    "start_handling",
    "stop_waiting",
    "take_on",
    "welcome",
    "write_note",
    "write_to_reporter",
]
