"""Terms around the police, pure: until which day something can still be done. All days, no hours.

A complaint: three months after the day on which somebody came to know (Wetboek van Strafrecht, article 66), taking it
back: eight days after it was made (article 67). Limitation begins on the day after the fact (articles 70 and 71).
None of these moves to a working day here: who acts on the earlier day is always in time. Only the term to object
does.
"""

from datetime import date, timedelta

from rugdekking.clocks.status import ClockKind
from rugdekking.clocks.terms import this_or_next_working_day
from rugdekking.content.schema import Offence
from rugdekking.kernel.time import add_months

# What a person can do until a day of the law. Other clocks of a file are promises and next steps.
TERMS = frozenset({ClockKind.COMPLAINT_TERM, ClockKind.COMPLAINT_BACK, ClockKind.ARTICLE_12, ClockKind.OBJECTION})
_MONTHS_TO_COMPLAIN = 3
_DAYS_TO_TAKE_BACK = timedelta(days=8)
_MONTHS_TO_ASK_THE_COURT = 3
_WEEKS_TO_OBJECT = timedelta(weeks=6)
# From so many months of prison on a crime never becomes too old; the others by how much is on it at most.
_NEVER_FROM = 144
_YEARS = ((96, 20), (37, 12), (0, 6))
_YEARS_OF_A_MINOR_ONE = 3


def last_day_to_complain(known_on: date) -> date:
    """The last day of the three months after somebody came to know of the fact."""
    return add_months(known_on, _MONTHS_TO_COMPLAIN)


def last_day_to_take_back(complained_on: date) -> date:
    """The last of the eight days after a complaint was made in which it can be taken back."""
    return complained_on + _DAYS_TO_TAKE_BACK


def last_day_for_the_court(told_on: date) -> date:
    """The last day to ask the court of appeal for prosecution, counted from when one was told that there is none.

    Wetboek van Strafvordering, articles 12k and 12l: three months from knowing of an order to pay a penalty, or of a
    formal notice to the suspect. For any other decision the law names no term; three months are always in time. Not
    confirmed against the present text.
    """
    return add_months(told_on, _MONTHS_TO_ASK_THE_COURT)


def last_day_to_object(told_on: date) -> date:
    """The last day of six weeks to object to a decision that was sent on `told_on` (Awb 6:7 and 6:8).

    On a weekend or holiday it is the next working day.
    """
    return this_or_next_working_day(told_on + _WEEKS_TO_OBJECT)


def limitation(offence: Offence, on: date) -> date | None:
    """The last day on which the offence of that day can certainly still be prosecuted.

    None when that never ends, or when the law of that day was not looked up. Reckoned with the lowest maximum that
    may apply, so that the real day is never earlier.
    """
    law = offence.law_on(on)
    if law is None or law.prison is None or law.prison >= _NEVER_FROM:
        return None
    return add_months(on, 12 * _years(offence, law.prison))


def _years(offence: Offence, prison: int) -> int:
    if offence.minor:
        return _YEARS_OF_A_MINOR_ONE
    return next(years for least, years in _YEARS if prison >= least)
