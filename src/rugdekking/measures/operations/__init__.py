"""What people do about the person who did it: propose, put to a decider, hear, decide, make known."""

from rugdekking.measures.agreeing import AskFirst
from rugdekking.measures.operations.deciding import Decision, decide, look, serve
from rugdekking.measures.operations.hearing import hear, skip_hearing
from rugdekking.measures.operations.leaving import destroy_due, keep_out
from rugdekking.measures.operations.proposing import Proposals, Suggestion, propose
from rugdekking.measures.operations.putting import NoMandate, Request, give_key, put_to_decider, withdraw
from rugdekking.measures.operations.responding import Response, no_reaction, respond

__all__ = [
    "AskFirst",
    "Decision",
    "NoMandate",
    "Proposals",
    "Request",
    "Response",
    "Suggestion",
    "decide",
    "destroy_due",
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
