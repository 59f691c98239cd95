"""Writing down who did it, and comparing two records, on the pages."""

import re

import pytest
from django.test import Client
from msgspec.structs import replace

from rugdekking.audit.actor import SYSTEM
from rugdekking.cases import operations as cases
from rugdekking.cases.models import Case
from rugdekking.content.schema import Perpetrator as Kind
from rugdekking.keys.circles import circle_of
from rugdekking.measures.cards import lies_astray
from rugdekking.organisations import operations as organisations
from rugdekking.organisations.roles import Role
from rugdekking.perpetrators import queries
from rugdekking.perpetrators.models import Mark, MatchState, Perpetrator
from rugdekking.perpetrators.sealing import Known
from rugdekking.reports.story import KeepOut
from tests import make
from tests.cases.props import afresh
from tests.make import MIDDAY
from tests.measures.props import CRITICISM, THREAT, decided, taken, weighed
from tests.perpetrators.props import met, recorded
from tests.reports.props import STORY
from tests.web.at_work import unlocked

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> make.Cast:
    make.content()
    return make.cast()


def page(case: Case, rest: str = "") -> str:
    return f"/werk/{case.organisation.slug}/zaken/{case.reference}/veroorzaker/{rest}"


def read(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_who_did_it_is_written_down_told_and_answered(cast: make.Cast) -> None:
    case, client = weighed(cast), unlocked(cast.greet)
    typed = {
        "name": "Jan <b>de Vries</b>",
        "phones": "06-1234 5678\r\n\r\n020 555 12 34",
        "emails": "",
        "handles": "",
        "address": "",
        "purpose": "safety",
        "reason": "Hij dreigde terug te komen.",
    }
    client.post(page(case, "vastleggen/"), typed)
    (one,) = queries.in_case(case, afresh(cast.greet))
    assert one.known.phones == ("06-1234 5678", "020 555 12 34")

    client.post(page(case, f"{one.row.pk}/ingelicht/"), {"on": one.row.recorded_on.isoformat(), "how": "Per brief."})
    client.post(page(case, f"{one.row.pk}/zienswijze/"), {"on": "2026-03-11", "view": "Zo was het niet."})

    shown = read(client, page(case))
    assert "Jan &lt;b&gt;de Vries" in shown
    assert "Per brief." in shown
    assert "Zo was het niet." in shown


@pytest.mark.parametrize(
    ("kind", "says"), [(Kind.COLLEAGUE, "integriteit"), (Kind.GROUP, "groep"), (Kind.UNKNOWN, "niemand weet")]
)
def test_the_page_says_where_to_go_when_nobody_is_written_down_here(cast: make.Cast, kind: Kind, says: str) -> None:
    case = weighed(cast, replace(THREAT, perpetrator=kind))

    shown = read(unlocked(cast.greet), page(case))

    assert says in shown
    assert page(case, "vastleggen/") not in shown


def test_before_the_facts_the_page_asks_for_the_facts(cast: make.Cast) -> None:
    assert "Leg eerst de feiten vast" in read(unlocked(cast.greet), page(taken(cast)))


def test_on_criticism_the_form_says_no_and_keeps_what_was_typed(cast: make.Cast) -> None:
    case, client = weighed(cast, CRITICISM), unlocked(cast.greet)
    shown = read(client, page(case))
    assert "Nodig de ander" in shown
    assert page(case, "vastleggen/") not in shown

    answer = client.post(page(case, "vastleggen/"), {"name": "Jan", "purpose": "safety", "reason": "Hij mailt veel."})

    assert "Op emotie, kritiek en protest" in answer.content.decode()
    assert "Hij mailt veel." in answer.content.decode()
    assert not Perpetrator.objects.exists()


def test_a_colleague_compares_two_records_and_says_that_it_is_the_same(cast: make.Cast) -> None:
    first, second = met(cast), met(cast)
    greet, cor = unlocked(cast.greet), unlocked(cast.cor)
    (match,) = queries.to_compare(cast.cor.membership)
    work = f"/werk/{first.case.organisation.slug}/herkenning/"

    waits = read(greet, page(second.case))
    assert first.case.reference in waits
    assert "Dat telt nog niet" in waits
    assert "Pas daarna telt het" in waits
    assert "Een collega kijkt" in read(greet, f"{work}{match.pk}/")
    assert second.case.reference in read(cor, work)
    assert "de naam, een telefoonnummer" in read(cor, f"{work}{match.pk}/")
    cor.post(f"{work}{match.pk}/", {"same": "yes"})

    match.refresh_from_db()
    assert match.state == MatchState.SAME
    shown = read(greet, page(second.case))
    assert "dezelfde persoon. Cor stelde dat vast op" in shown
    assert "Pas daarna telt het" not in shown
    assert "Klopt dat niet?" in read(cor, f"{work}{match.pk}/")
    assert "Klopt dat niet?" not in read(greet, f"{work}{match.pk}/")


def test_who_may_not_know_of_one_of_the_two_finds_no_page_for_it(cast: make.Cast) -> None:
    met(cast, without=(cast.cor,))
    met(cast)
    (match,) = queries.to_compare(cast.vera.membership)

    answer = unlocked(cast.cor).get(f"/werk/{cast.desk.organisation.slug}/herkenning/{match.pk}/")

    assert answer.status_code == 404


def test_who_steps_aside_loses_the_index_key_as_soon_as_a_colleague_opens_the_case(cast: make.Cast) -> None:
    row = met(cast)
    cases.add_handler(row.case, to=cast.cor.membership, ring=afresh(cast.greet), at=make.MIDDAY)
    cases.recuse(row.case, ring=afresh(cast.greet), at=make.MIDDAY)

    read(unlocked(cast.cor), page(row.case))

    below = circle_of(set(Mark.objects.values_list("key", flat=True)))
    assert below
    assert not any(cast.greet.holder in circle for circle in below.values())


def test_what_was_done_with_the_record_stands_in_the_timeline_also_when_it_is_gone(cast: make.Cast) -> None:
    row, client = met(cast), unlocked(cast.greet)
    timeline = page(row.case).replace("/veroorzaker/", "/tijdlijn/")
    assert "Veroorzaker vastgelegd" in read(client, timeline)

    client.post(page(row.case, f"{row.pk}/verwijderen/"))
    assert "Een ander beslist daarover" in read(client, page(row.case))
    unlocked(cast.cor).post(page(row.case, f"{row.pk}/verwijderen/"))

    assert "Gegevens van de veroorzaker verwijderd" in read(client, timeline)
    assert "de Vries" not in read(client, timeline)


def test_a_letter_to_the_person_begins_with_their_name_and_one_to_the_police_does_not(cast: make.Cast) -> None:
    answer, client = decided(met(cast).case, cast), unlocked(cast.greet)
    letters = page(answer.case).replace("/veroorzaker/", f"/reactie/{answer.pk}/brieven/")
    offered = set(re.findall(r"/brieven/maken/(\w+)/", read(client, letters)))

    named = {one for one in offered if "Jan de Vries" in read(client, f"{letters}maken/{one}/")}

    assert named == {"warning"}
    assert offered == {"warning", "police_notice"}


def test_a_company_is_written_down_and_its_letter_asks_who_there_reads_it(cast: make.Cast) -> None:
    case = weighed(cast, replace(THREAT, perpetrator=Kind.COMPANY))
    recorded(case, cast, Known(name="Jansen Bouw B.V.", address="Dorpsstraat 1, 1234 AB Waterlaar"))
    answer = decided(case, cast)
    letter = (
        unlocked(cast.greet)
        .get(f"/werk/{case.organisation.slug}/zaken/{case.reference}/reactie/{answer.pk}/brieven/maken/warning/")
        .content.decode()
    )

    assert "Jansen Bouw B.V." in letter
    assert "t.a.v." in letter


def test_a_look_at_the_case_takes_its_records_from_who_got_a_role_that_is_kept_out(cast: make.Cast) -> None:
    """The reporter kept out everybody who offers support, and Vera does that as well from now on."""
    case = weighed(cast, story=replace(STORY, keep_out=KeepOut(roles=(Role.CARER,))))
    recorded(case, cast)
    organisations.set_roles(cast.vera.membership, roles=[Role.DEPUTY, Role.CARER], by=SYSTEM, at=MIDDAY)
    assert lies_astray(case)

    read(unlocked(cast.greet), page(case))

    assert not lies_astray(case)
