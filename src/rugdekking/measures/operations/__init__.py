"""What people do about the person who did it: propose, put to a decider, hear, decide, make known, and look after."""

from rugdekking.measures.agreeing import AskFirst
from rugdekking.measures.operations.cards import (
    FamilyNameAlone,
    NothingRuns,
    bring_cards_in_line,
    cards_in,
    drop_card,
    look_up,
    make_card,
    renew_cards,
    welcome,
)
from rugdekking.measures.operations.changing import (
    Wish,
    ask_change,
    decide_change,
    look_at_change,
    withdraw_change,
)
from rugdekking.measures.operations.deciding import Decision, decide, look
from rugdekking.measures.operations.hearing import hear, skip_hearing
from rugdekking.measures.operations.leaving import destroy_due, join, keep_out
from rugdekking.measures.operations.looking_after import Look, give_keeper, look_after, review
from rugdekking.measures.operations.naming import ask_removal, correct_perpetrator, keep_after_all, record_facts
from rugdekking.measures.operations.objecting import (
    Judgement,
    NotTold,
    answer_objection,
    ask_answerer,
    judge,
    look_at_objection,
    receive_objection,
    withdraw_objection,
)
from rugdekking.measures.operations.proposing import Proposals, Suggestion, propose
from rugdekking.measures.operations.putting import (
    NoMandate,
    OutsideTheTerm,
    Request,
    give_key,
    put_to_decider,
    withdraw,
)
from rugdekking.measures.operations.responding import Invitation, Response, invite, no_reaction, respond
from rugdekking.measures.operations.serving import end_due, serve
from rugdekking.measures.operations.telling import tell_change

__all__ = [
    "AskFirst",
    "Decision",
    "FamilyNameAlone",
    "Invitation",
    "Judgement",
    "Look",
    "NoMandate",
    "NotTold",
    "NothingRuns",
    "OutsideTheTerm",
    "Proposals",
    "Request",
    "Response",
    "Suggestion",
    "Wish",
    "answer_objection",
    "ask_answerer",
    "ask_change",
    "ask_removal",
    "bring_cards_in_line",
    "cards_in",
    "correct_perpetrator",
    "decide",
    "decide_change",
    "destroy_due",
    "drop_card",
    "end_due",
    "give_keeper",
    "give_key",
    "hear",
    "invite",
    "join",
    "judge",
    "keep_after_all",
    "keep_out",
    "look",
    "look_after",
    "look_at_change",
    "look_at_objection",
    "look_up",
    "make_card",
    "no_reaction",
    "propose",
    "put_to_decider",
    "receive_objection",
    "record_facts",
    "renew_cards",
    "respond",
    "review",
    "serve",
    "skip_hearing",
    "tell_change",
    "welcome",
    "withdraw",
    "withdraw_change",
    "withdraw_objection",
]
