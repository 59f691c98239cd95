"""What people do after an event: offer support, plan and keep talks, refer, tell the reporter, close."""

from rugdekking.aftercare.operations.consents import answer_consent, withdraw_consent
from rugdekking.aftercare.operations.finishing import (
    ClocksNotConfirmed,
    NotReadyToClose,
    finish,
    join,
    keep_out,
)
from rugdekking.aftercare.operations.planning import (
    AlreadyPlanned,
    NoSupportWanted,
    hold_moment,
    miss_moment,
    move_moment,
    plan_moment,
    plan_moments,
    write_note,
)
from rugdekking.aftercare.operations.referring import NoReferral, answer_referral, ask_referral, close_referral, refer
from rugdekking.aftercare.operations.rows import NotYours
from rugdekking.aftercare.operations.supporting import (
    AlreadyOffered,
    NotACarer,
    answer_offer,
    assign_carer,
    close_support,
    come_back,
    give_up_asking,
    look,
    offer_support,
    stop_support,
)
from rugdekking.aftercare.operations.telling import give_feedback, rate
from rugdekking.aftercare.operations.upkeep import destroy_due

__all__ = [
    "AlreadyOffered",
    "AlreadyPlanned",
    "ClocksNotConfirmed",
    "NoReferral",
    "NoSupportWanted",
    "NotACarer",
    "NotReadyToClose",
    "NotYours",
    "answer_consent",
    "answer_offer",
    "answer_referral",
    "ask_referral",
    "assign_carer",
    "close_referral",
    "close_support",
    "come_back",
    "destroy_due",
    "finish",
    "give_feedback",
    "give_up_asking",
    "hold_moment",
    "join",
    "keep_out",
    "look",
    "miss_moment",
    "move_moment",
    "offer_support",
    "plan_moment",
    "plan_moments",
    "rate",
    "refer",
    "stop_support",
    "withdraw_consent",
    "write_note",
]
