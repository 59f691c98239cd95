"""What must be true of every answer, whoever writes it: one sentence of design principle 4 for each constraint.

Nothing here can be broken by forgetting: no answer stands in the table without behaviour and ground, and no
measure comes into force without a remedy, a hearing or a reason and a day for it, a decision by who was asked,
a day on which it was made known, and, when it has a term, an end, a review and access to basic services.
"""

from django.db import models
from django.db.models import F, Q

from rugdekking.measures.models.choices import Hearing, Nature, Remedy, Strength
from rugdekking.measures.status import APPROVED, TOLD, WITH_TERM, State

_NO_DAYS = Q(begins_on=None, review_on=None, ends_on=None, latest_end=None)
# A comparison with nothing is neither true nor false, and a database lets such a row pass: so each day is asked for.
_DAYS_IN_ORDER = Q(
    decided_on__isnull=False,
    begins_on__isnull=False,
    review_on__isnull=False,
    ends_on__isnull=False,
    latest_end__isnull=False,
    begins_on__gte=F("decided_on"),
    review_on__gte=F("begins_on"),
    ends_on__gte=F("review_on"),
    latest_end__gte=F("ends_on"),
)
_HEARD = [Hearing.HELD, Hearing.SKIPPED, Hearing.LATER]


def _in(*states: State) -> Q:
    return Q(state__in=sorted(states))


FAIR = (
    models.CheckConstraint(
        name="emotion_alone_leads_to_no_measure",
        condition=Q(nature=Nature.RESPONSE) | Q(norm_crossing=True),
    ),
    models.CheckConstraint(
        name="a_measure_names_its_remedy",
        condition=Q(nature=Nature.RESPONSE) | Q(remedy__in=Remedy.values, remedy_text__isnull=False),
    ),
    models.CheckConstraint(
        name="a_hearing_has_a_day_and_a_text",
        condition=Q(hearing=Hearing.NONE, hearing_text=None, heard_on=None)
        | Q(hearing__in=_HEARD, hearing_text__isnull=False, heard_on__isnull=False),
    ),
    models.CheckConstraint(
        name="a_skipped_hearing_has_a_day_to_do_it_later",
        condition=Q(hearing__in=[Hearing.NONE, Hearing.HELD], hear_by=None)
        | Q(hearing__in=[Hearing.SKIPPED, Hearing.LATER], hear_by__isnull=False),
    ),
    models.CheckConstraint(
        name="no_measure_is_decided_without_a_hearing_or_a_reason_to_skip_it",
        condition=Q(nature=Nature.RESPONSE)
        | _in(State.PROPOSED, State.DECLINED, State.WITHDRAWN)
        | _in(State.HEARD, *APPROVED) & Q(hearing__in=_HEARD),
    ),
    models.CheckConstraint(
        name="a_decision_has_a_decider_a_day_and_a_reason",
        condition=_in(State.PROPOSED, State.HEARD) & Q(decided_by=None, decided_on=None, reason=None)
        | Q(state=State.WITHDRAWN)
        | _in(State.DECLINED, *APPROVED)
        & Q(decided_by__isnull=False, decided_on__isnull=False, reason__isnull=False),
    ),
    models.CheckConstraint(
        name="only_who_was_asked_or_the_deputy_decides",
        condition=Q(decided_by=None) | Q(decided_by=F("decider")) | Q(deputy__isnull=False, decided_by=F("deputy")),
    ),
    models.CheckConstraint(
        name="leaving_the_protocol_has_a_motive",
        condition=~(_in(*APPROVED) & Q(strength="")) & ~Q(state=State.DECLINED, strength=Strength.ALWAYS)
        | Q(motive__isnull=False),
    ),
    models.CheckConstraint(
        name="a_served_answer_has_a_day_after_its_decision",
        condition=_in(*TOLD) & Q(served_text__isnull=False, served_on__isnull=False, served_on__gte=F("decided_on"))
        | ~_in(*TOLD) & Q(served_on=None, served_text=None),
    ),
    models.CheckConstraint(
        name="a_term_says_where_and_what_remains_possible",
        condition=Q(length=None, scope=None, basic_services=None)
        | Q(nature=Nature.MEASURE, length__isnull=False, scope__isnull=False, basic_services__isnull=False)
        & Q(length__gte=1),
    ),
    models.CheckConstraint(
        name="a_measure_with_a_term_runs_and_no_other",
        condition=Q(length=None) & ~_in(*WITH_TERM) | Q(length__isnull=False) & ~Q(state=State.SERVED),
    ),
    models.CheckConstraint(
        name="a_decided_term_has_a_begin_a_review_and_an_end_in_its_maximum",
        condition=_NO_DAYS & (Q(length=None) | ~_in(State.DECIDED, *WITH_TERM))
        | Q(length__isnull=False) & _in(State.DECIDED, State.WITHDRAWN, *WITH_TERM) & _DAYS_IN_ORDER,
    ),
    models.CheckConstraint(
        name="it_holds_no_earlier_than_it_was_made_known",
        condition=~_in(*WITH_TERM) | Q(begins_on__isnull=False, begins_on__gte=F("served_on")),
    ),
    models.CheckConstraint(
        name="what_stopped_has_the_day_on_which",
        condition=_in(State.ENDED, State.LIFTED)
        & Q(ended_on__isnull=False, ended_on__gte=F("served_on"), ended_on__lte=F("ends_on"))
        | ~_in(State.ENDED, State.LIFTED) & Q(ended_on=None),
    ),
)
