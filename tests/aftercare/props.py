"""Support for the tests, given as people give it."""

from datetime import datetime

from rugdekking.aftercare import operations as aftercare
from rugdekking.aftercare.models import FeedbackWay, Track
from rugdekking.cases import operations as cases
from rugdekking.cases.models import Case, PersonConcerned, PersonKind
from rugdekking.cases.queries import people, reports_of
from rugdekking.cases.sealing import Who
from rugdekking.vault.codes import AccessCode
from tests import make
from tests.measures.props import talked, weighed
from tests.recording import a_step

FEEDBACK = "We hebben met hem gesproken. Hij doet het niet meer."


def concerned(case: Case, cast: make.Cast) -> PersonConcerned:
    """Who reported, about themselves."""
    return people(case, cast.greet)[0].person


@a_step
def relative(case: Case, cast: make.Cast, name: str = "Anouk") -> PersonConcerned:
    who = Who(name=name, contact="0687654321")
    return cases.add_person(case, kind=PersonKind.RELATIVE, who=who, ring=cast.greet, at=make.MIDDAY)


@a_step
def offered(case: Case, cast: make.Cast, person: PersonConcerned | None = None) -> Track:
    person = person or concerned(case, cast)
    return aftercare.offer_support(
        case, person=person, remark="Belt liever 's avonds.", ring=cast.greet, at=make.MIDDAY
    )


@a_step
def supported(case: Case, cast: make.Cast, person: PersonConcerned | None = None) -> Track:
    """Said yes, gets Nora, and the usual talks are planned."""
    track = offered(case, cast, person)
    aftercare.answer_offer(track, accepts=True, ring=cast.greet, at=make.MIDDAY)
    aftercare.assign_carer(track, carer=cast.nora.membership, ring=cast.greet, at=make.MIDDAY)
    aftercare.plan_moments(track, ring=cast.nora, at=make.MIDDAY)
    return track


@a_step
def told(case: Case, cast: make.Cast, *, at: datetime = make.MIDDAY) -> None:
    for report in reports_of(case):
        aftercare.give_feedback(case, report=report, way=FeedbackWay.MAILBOX, text=FEEDBACK, ring=cast.greet, at=at)


@a_step
def in_aftercare(cast: make.Cast, code: AccessCode | None = None) -> Case:
    """A case in which the behaviour was answered, and that stands in aftercare."""
    case = weighed(cast, code=code)
    talked(case, cast)
    cases.start_handling(case, ring=cast.greet, at=make.MIDDAY)
    cases.start_aftercare(case, ring=cast.greet, at=make.MIDDAY)
    return case
