"""What people do about the person who did it: propose, put to a decider, hear, decide, make known."""

from rugdekking.measures.agreeing import AskFirst
from rugdekking.measures.operations.deciding import Decision, decide, look
from rugdekking.measures.operations.hearing import hear, skip_hearing
from rugdekking.measures.operations.leaving import destroy_due, keep_out
from rugdekking.measures.operations.proposing import Proposals, Suggestion, propose
from rugdekking.measures.operations.putting import (
    NoMandate,
    OutsideTheTerm,
    Request,
    give_key,
    put_to_decider,
    withdraw,
)
from rugdekking.measures.operations.responding import Response, no_reaction, respond
from rugdekking.measures.operations.serving import end_due, serve

__all__ = [
    "AskFirst",
    "Decision",
    "NoMandate",
    "OutsideTheTerm",
    "Proposals",
    "Request",
    "Response",
    "Suggestion",
    "decide",
    "destroy_due",
    "end_due",
    "give_key",
    "hear",
    "keep_out",
    "look",
    "no_reaction",
    "propose",
    "put_to_decider",
    "respond",
    "serve",
    "skip_hearing",
    "withdraw",
]
