"""What people do with the police: open a file for somebody, choose, file, follow."""

from rugdekking.police.operations.choosing import (
    AnotherWish,
    GoesWithNothing,
    NoSuchWay,
    NotAgreedYet,
    ask_agreement,
    must_be_wanted,
    record_wish,
)
from rugdekking.police.operations.costs import LedgerIsFull, NotThatAmount, add_cost, change_cost, drop_cost
from rugdekking.police.operations.duty import TellFirst, decide_duty
from rugdekking.police.operations.ending import TermStillRuns, end_dossier, terms_to_let_go
from rugdekking.police.operations.filing import Filed, NoPower, NotTheirsToAsk, TooLate, record_filing, take_back
from rugdekking.police.operations.following import (
    FiledElsewhere,
    Further,
    Heard,
    NoSuchAgreement,
    NothingPromisedYet,
    WatchedAlready,
    end_watch,
    not_kept,
    record_news,
    spoke_of_news,
    watch,
    write_at_police,
    write_news,
)
from rugdekking.police.operations.letters import (
    Draft,
    NobodyDecided,
    NotThisLetter,
    TextMissing,
    drop_letter,
    read_over,
    send_letter,
    write_letter,
)
from rugdekking.police.operations.online import correct_online, keep_online, notice_platform, platform_answered
from rugdekking.police.operations.opening import HasFileAlready, NotOfThisCase, look, open_dossier
from rugdekking.police.operations.passing import end_due
from rugdekking.police.operations.routes import NotOnThisRoute, Taken, answer_duty, begin_route, take_step
from rugdekking.police.operations.sheets import write_sheet
from rugdekking.police.operations.timing import NotATermHere, answer_questions, let_go, start_term
from rugdekking.police.operations.upkeep import destroy_due

__all__ = [
    "AnotherWish",
    "Draft",
    "Filed",
    "FiledElsewhere",
    "Further",
    "GoesWithNothing",
    "HasFileAlready",
    "Heard",
    "LedgerIsFull",
    "NoPower",
    "NoSuchAgreement",
    "NoSuchWay",
    "NobodyDecided",
    "NotATermHere",
    "NotAgreedYet",
    "NotOfThisCase",
    "NotOnThisRoute",
    "NotThatAmount",
    "NotTheirsToAsk",
    "NotThisLetter",
    "NothingPromisedYet",
    "Taken",
    "TellFirst",
    "TermStillRuns",
    "TextMissing",
    "TooLate",
    "WatchedAlready",
    "add_cost",
    "answer_duty",
    "answer_questions",
    "ask_agreement",
    "begin_route",
    "change_cost",
    "correct_online",
    "decide_duty",
    "destroy_due",
    "drop_cost",
    "drop_letter",
    "end_dossier",
    "end_due",
    "end_watch",
    "keep_online",
    "let_go",
    "look",
    "must_be_wanted",
    "not_kept",
    "notice_platform",
    "open_dossier",
    "platform_answered",
    "read_over",
    "record_filing",
    "record_news",
    "record_wish",
    "send_letter",
    "spoke_of_news",
    "start_term",
    "take_back",
    "take_step",
    "terms_to_let_go",
    "watch",
    "write_at_police",
    "write_letter",
    "write_news",
    "write_sheet",
]
