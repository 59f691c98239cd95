"""An organisation's own scan: brought in, looked at by a second person, found by its visitors, taken back."""

import pytest

from rugdekking.content.reading import FaultyContent
from rugdekking.kernel.refusal import JustChanged
from rugdekking.organisations.models import Membership
from rugdekking.scans import operations as scans
from rugdekking.scans.models import OwnContent
from rugdekking.scans.operations import NeedsAnother
from rugdekking.scans.queries import scan_of
from tests import make
from tests.scans.props import SMALL

pytestmark = pytest.mark.django_db
AT = make.MIDDAY
MINE = SMALL.replace("id: x", "id: personal_safety")
ORGANISATIONS = SMALL.replace("personal", "organisation").replace("step: ", "role: clerk, weeks: 2, step: ")


@pytest.fixture
def cast() -> make.Cast:
    make.content()
    return make.cast()


def published(cast: make.Cast, text: str) -> OwnContent:
    draft = scans.bring_in(text, by=cast.cor.membership, at=AT)
    return scans.publish(draft, by=cast.ada.membership, at=AT)


def title(cast: make.Cast, name: str = "personal_safety") -> str:
    found = scan_of(cast.desk.organisation, name)
    return found.title if found else ""


def test_visitors_find_a_scan_once_a_second_person_published_it(cast: make.Cast) -> None:
    draft = scans.bring_in(SMALL, by=cast.cor.membership, at=AT)
    assert title(cast, "x") == ""
    with pytest.raises(NeedsAnother):
        scans.publish(draft, by=cast.cor.membership, at=AT)

    scans.publish(draft, by=cast.ada.membership, at=AT)

    assert title(cast, "x") == "Klein"


def test_who_left_and_came_back_is_no_second_person(cast: make.Cast) -> None:
    draft = scans.bring_in(SMALL, by=cast.cor.membership, at=AT)
    cor = cast.cor.membership
    Membership.objects.filter(pk=cor.pk).update(left_on=AT.date())
    returned = Membership.objects.create(
        organisation=cor.organisation, person=cor.person, title="griffier", joined_on=AT.date()
    )

    with pytest.raises(NeedsAnother):
        scans.publish(draft, by=returned, at=AT)


def test_an_own_scan_takes_the_place_of_the_shipped_one_until_it_is_taken_back(cast: make.Cast) -> None:
    first = published(cast, MINE)
    second = published(cast, MINE.replace("Klein", "Kleiner"))
    assert (first.number, second.number, title(cast)) == (1, 2, "Kleiner")

    scans.withdraw(second, by=cast.cor.membership, at=AT)
    assert title(cast) == "Klein"
    scans.withdraw(first, by=cast.cor.membership, at=AT)
    assert title(cast) == "Zelfscan persoonlijke veiligheid"


def test_another_organisation_sees_nothing_of_it(cast: make.Cast) -> None:
    published(cast, SMALL)

    assert scan_of(make.desk("elders").organisation, "x") is None


def test_bringing_it_in_again_replaces_the_draft(cast: make.Cast) -> None:
    old = scans.bring_in(SMALL, by=cast.cor.membership, at=AT)
    new = scans.bring_in(SMALL.replace("Klein", "Kleiner"), by=cast.cor.membership, at=AT)

    with pytest.raises(JustChanged):
        scans.publish(old, by=cast.ada.membership, at=AT)
    scans.drop(new, by=cast.cor.membership, at=AT)
    with pytest.raises(JustChanged):
        scans.drop(new, by=cast.cor.membership, at=AT)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SMALL.replace("id: x\n", ""), "scans/scan.yaml, regel 2: het veld ‘id’ ontbreekt"),
        ("", "het bestand is leeg"),
        (
            SMALL.replace("kind: personal", "kind: personal\nfit: [waterschap]"),
            "regel 9: deze scan is voor een ander",
        ),
        (ORGANISATIONS.replace("clerk", "baker"), "vraag ‘door’: ‘baker’ komt in het jaarplan niet voor"),
        (ORGANISATIONS.replace("weeks: 2", "weeks: 2, planned: baking"), "‘baking’ komt in het jaarplan niet voor"),
    ],
)
def test_a_faulty_scan_is_refused_with_line_and_reason(cast: make.Cast, text: str, expected: str) -> None:
    with pytest.raises(FaultyContent) as refused:
        scans.bring_in(text, by=cast.cor.membership, at=AT)

    assert expected in str(refused.value.reason)
    assert not OwnContent.objects.exists()


def test_a_scan_at_the_address_of_another_is_refused(cast: make.Cast) -> None:
    there = scan_of(cast.desk.organisation, "personal_safety")
    assert there
    text = SMALL + f"address: {there.slug}\n"

    with pytest.raises(FaultyContent, match=there.title):
        scans.bring_in(text, by=cast.cor.membership, at=AT)
