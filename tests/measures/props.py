"""Cases for the tests of measures, made as people make them."""

from datetime import date, datetime

from rugdekking.cases import operations as cases
from rugdekking.cases import queries as case_queries
from rugdekking.cases.models import Case
from rugdekking.cases.sealing import Recorded
from rugdekking.content.schema import Perpetrator
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import StaffRing
from rugdekking.measures import operations as measures
from rugdekking.measures.models import Answer, Change, ChangeKind, Remedy
from rugdekking.measures.operations import Decision, Request, Response, Wish
from rugdekking.organisations.models import Membership
from rugdekking.reports.story import Story
from rugdekking.vault.codes import AccessCode
from tests import make
from tests.recording import a_step
from tests.reports.props import STORY, filed

THREAT = Recorded(categories=frozenset({"threat"}), channels=frozenset({"counter"}), perpetrator=Perpetrator.RESIDENT)
CRITICISM = Recorded(
    categories=frozenset({"criticism"}), channels=frozenset({"email"}), perpetrator=Perpetrator.RESIDENT
)
BEHAVIOUR = "Op 3 maart aan de balie: ‘ik weet je te vinden’, met gebalde vuist."
GROUND = "Huisregels, artikel 4: bedreigen mag niet."
SCOPE = "Het gemeentehuis, Plein 1, ook de hal en de raadzaal."
BASIC_SERVICES = "Een paspoort kan op afspraak, op dinsdag om 9 uur bij de wijkpost. Bellen en schrijven kan altijd."
REMEDY = "Bent u het hier niet mee eens? Dan kunt u een klacht indienen bij de gemeente."


@a_step
def taken(
    cast: make.Cast, story: Story = STORY, *, code: AccessCode | None = None, at: datetime = make.MIDDAY
) -> Case:
    """A report that Greet took on."""
    return cases.open_for(filed(cast, story, code=code, at=at).report, ring=cast.greet, at=at)


@a_step
def weighed(
    cast: make.Cast,
    recorded: Recorded = THREAT,
    *,
    story: Story = STORY,
    code: AccessCode | None = None,
    at: datetime = make.MIDDAY,
) -> Case:
    """A case of Greet in which she recorded what happened."""
    case = taken(cast, story, code=code, at=at)
    cases.record_facts(case, recorded=recorded, ring=cast.greet, at=at)
    return fresh(case, cast.greet)


def fresh(case: Case, ring: StaffRing) -> Case:
    found = case_queries.case_for(ring.membership, case.reference)
    assert found is not None
    return found


def request(decider: Membership, code: str = "written_warning", *, remedy: Remedy = Remedy.COMPLAINT) -> Request:
    """Three months for what has a term; without one these parts say nothing."""
    return Request(
        code,
        decider,
        BEHAVIOUR,
        GROUND,
        remedy,
        REMEDY,
        length=3,
        scope=SCOPE,
        basic_services=BASIC_SERVICES,
    )


@a_step
def put(case: Case, cast: make.Cast, code: str = "written_warning", *, at: datetime = make.MIDDAY) -> Answer:
    """Put to Bas."""
    return measures.put_to_decider(case, request=request(cast.bas.membership, code), ring=cast.greet, at=at)


@a_step
def heard(case: Case, cast: make.Cast, code: str = "written_warning", *, at: datetime = make.MIDDAY) -> Answer:
    answer = put(case, cast, code, at=at)
    measures.hear(answer, view="Hij zegt dat hij boos was en het niet meende.", on=day_of(at), ring=cast.greet, at=at)
    return answer


@a_step
def decided(case: Case, cast: make.Cast, code: str = "written_warning", *, at: datetime = make.MIDDAY) -> Answer:
    answer = heard(case, cast, code, at=at)
    yes = Decision(approve=True, reason="Bedreigen mag niet.", motive="Dit past hier beter.")
    measures.decide(answer, decision=yes, ring=cast.bas, at=at)
    return answer


@a_step
def served(case: Case, cast: make.Cast, code: str = "written_warning", *, at: datetime = make.MIDDAY) -> Answer:
    answer = decided(case, cast, code, at=at)
    measures.serve(answer, told="Brief per post.", on=day_of(at), ring=cast.greet, at=at)
    return answer


@a_step
def banned(cast: make.Cast, *, at: datetime = make.MIDDAY) -> Answer:
    """Somebody may not enter the town hall for three months, from the day of `at`."""
    return served(weighed(cast, at=at), cast, "building_ban", at=at)


@a_step
def asked_to(
    answer: Answer, cast: make.Cast, kind: ChangeKind, ends_on: date | None = None, *, at: datetime
) -> Change:
    """A change of a running measure, put to Bas."""
    wish = Wish(kind, cast.bas.membership, "Dat is nodig.", ends_on, "Hij vindt het te lang.")
    return measures.ask_change(answer, wish=wish, ring=cast.greet, at=at)


@a_step
def agreed(answer: Answer, cast: make.Cast, kind: ChangeKind, ends_on: date | None = None, *, at: datetime) -> Change:
    change = asked_to(answer, cast, kind, ends_on, at=at)
    measures.decide_change(change, approve=True, reason="Dat is nodig.", ring=cast.bas, at=at)
    return change


@a_step
def talked(case: Case, cast: make.Cast, code: str = "conversation", *, at: datetime = make.MIDDAY) -> Answer:
    response = Response(code, BEHAVIOUR, "Praten helpt hier.", "We hebben gepraat over de vergunning.", day_of(at))
    return measures.respond(case, response=response, ring=cast.greet, at=at)
