"""The keys in the pages: what to do when the desk's key is in doubt, and giving a key to who waits for one."""

import re

import pytest

from rugdekking.audit.models import Entry
from rugdekking.cases.models import Case
from rugdekking.keys import operations as keys
from rugdekking.keys.models import Key, KeyKind, LetIn
from rugdekking.keys.queries import desk_readers, form_state
from rugdekking.keys.rings import StaffRing
from rugdekking.measures import operations as measures
from rugdekking.notify.models import Mail
from rugdekking.organisations.roles import Role
from rugdekking.plans import operations as plans
from rugdekking.plans.operations import NewTask
from rugdekking.vault.secrets import Secret
from tests import make
from tests.make import MIDDAY, PASSPHRASE
from tests.measures.props import request, weighed
from tests.web.at_work import locked
from tests.web.office.browsing import Browser, browser

pytestmark = pytest.mark.django_db

SETUP = "inrichten/sleutels/"
TASK = "Loop mee tot de parkeerplaats."


def in_doubt(cast: make.Cast) -> None:
    """Everybody worked with the key; then somebody puts another one in its place, and Vera unlocks."""
    for ring in (cast.greet, cast.cor, cast.vera):
        assert keys.check_desk_key(ring, desk=cast.desk.pk, at=MIDDAY)
    Key.objects.filter(subject=cast.desk.pk, kind=KeyKind.DESK).update(public=Secret.new().public)
    assert not keys.check_desk_key(StaffRing.of(cast.vera.membership, cast.vera.secret), desk=cast.desk.pk, at=MIDDAY)


def test_the_page_says_what_happened_what_is_readable_and_what_to_do_in_order(cast: make.Cast) -> None:
    in_doubt(cast)

    page = browser(cast.greet).open(SETUP)

    places = [
        page.index(words) for words in ("niet meer vertrouwd", "Bel de functionaris", "weer toe", "hersteldelen")
    ]
    assert places == sorted(places)
    assert "is niet de sleutel die uw collega kende" in page
    assert "opent u nog steeds" in page
    assert "Een nieuwe sleutel maken" in page
    assert "nog geen sleutel van het steunpunt" not in page


def test_the_way_back_through_the_pages_opens_the_form_again(cast: make.Cast) -> None:
    in_doubt(cast)
    greet = browser(cast.greet)

    made = greet.client.post(f"{greet.home}{SETUP}opnieuw/").content.decode()
    shares = re.findall(r'<code class="nl-code">([^<]+)</code>', made)
    assert len(shares) == 3
    for colleague in (cast.cor, cast.vera):
        assert colleague.membership.person.name in greet.open(SETUP)
        greet.send(f"{SETUP}{colleague.membership.pk}/toelaten/", spoken="yes")
    for number, share in enumerate(shares, start=1):
        greet.send(f"{SETUP}deel/", number=number, share=share)

    assert form_state(cast.desk).is_open
    assert "Alles is geregeld" in greet.open(SETUP)
    vera = browser(cast.vera)
    assert "Alles is geregeld" in vera.open(SETUP)


def test_two_papers_lead_back_through_the_pages(cast: make.Cast) -> None:
    in_doubt(cast)
    LetIn.objects.filter(organisation=cast.desk.organisation).update(known=None)
    greet = browser(cast.greet)
    assert "Niemand van u werkte er al mee" in greet.open(SETUP)

    made = greet.client.post(
        f"{greet.home}{SETUP}opnieuw/delen/",
        {"first_number": 1, "first": cast.shares[0], "second_number": 2, "second": cast.shares[1]},
    ).content.decode()

    assert "De drie hersteldelen" in made
    assert desk_readers(cast.desk) == [cast.greet.membership]


def test_wrong_papers_are_refused_in_a_sentence(cast: make.Cast) -> None:
    in_doubt(cast)

    page = browser(cast.greet).refused(
        f"{SETUP}opnieuw/delen/", first_number=1, first=cast.shares[1], second_number=2, second=cast.shares[0]
    )

    assert "passen niet bij elkaar" in page


def test_an_administrator_reads_what_to_do_and_finds_no_button(cast: make.Cast) -> None:
    in_doubt(cast)
    ada = browser(cast.ada)

    page = ada.open(SETUP)

    assert "Greet" in page
    assert f"{SETUP}opnieuw/" not in ada.html(SETUP)
    ada.finds_nothing(f"{SETUP}opnieuw/")


def test_whoever_pressed_second_is_told(cast: make.Cast) -> None:
    in_doubt(cast)
    greet, cor = browser(cast.greet), browser(cast.cor)
    greet.client.post(f"{greet.home}{SETUP}opnieuw/")

    page = cor.send(f"{SETUP}opnieuw/")

    assert "een collega heeft al een nieuwe gemaakt" in page


def test_a_forgotten_memory_is_told_at_unlocking(cast: make.Cast) -> None:
    assert keys.check_desk_key(cast.cor, desk=cast.desk.pk, at=MIDDAY)
    LetIn.objects.filter(membership=cast.cor.membership).update(known=None)
    client = locked(cast.cor)

    client.post("/account/kluis/", {"passphrase": PASSPHRASE})

    page = client.get("/werk/", follow=True).content.decode()
    assert "Wat een collega van de sleutel had onthouden, was weg of veranderd." in page
    assert "Inrichten, Sleutels" in page


def asked_before_a_key(cast: make.Cast) -> tuple[Case, StaffRing, str]:
    """A task for somebody from outside the desk who chose their passphrase only afterwards."""
    case = weighed(cast)
    late = make.member(cast.desk, Role.TASK_OWNER, name="Lotte", title="bode")
    new = NewTask(role="front_desk", step=1, text=TASK, background="", owner=late)
    task = plans.add_task(case, task=new, ring=cast.greet, at=MIDDAY)
    return case, make.ring(late), str(task.pk)


def first_step(greet: Browser, case: Case) -> str:
    found = re.search(r'href="/werk/[^/]+/(zaken/[^"]*/sleutel/)"', greet.html(f"zaken/{case.reference}/"))
    assert found, "The case does not say that somebody waits."
    return found[1]


def test_a_task_owner_who_had_no_key_yet_gets_it_from_the_next_steps_of_the_case(cast: make.Cast) -> None:
    case, lotte, task = asked_before_a_key(cast)
    own = browser(lotte)
    assert "Greet kan u de sleutel geven" in own.open("taken/")
    assert TASK not in own.open("taken/")
    greet = browser(cast.greet)
    assert "Geef Lotte de sleutel" in greet.open(f"zaken/{case.reference}/")
    assert "Geef de sleutel" in greet.open(f"zaken/{case.reference}/taken/{task}/")
    Mail.objects.all().delete()

    page = greet.send(first_step(greet, case))

    assert "Lotte kan de taak nu openen" in page
    assert TASK in own.open("taken/")
    assert "Geef Lotte de sleutel" not in greet.open(f"zaken/{case.reference}/")
    assert list(Mail.objects.values_list("address", "extra")) == [(lotte.membership.person.email, "")]
    assert Entry.objects.filter(action="task.key_given", actor=cast.greet.membership.pk).count() == 1


def test_nobody_is_given_a_key_by_only_looking_at_the_case(cast: make.Cast) -> None:
    case, lotte, _ = asked_before_a_key(cast)
    greet = browser(cast.greet)

    greet.open(f"zaken/{case.reference}/")
    greet.open(first_step(greet, case))

    assert TASK not in browser(lotte).open("taken/")


def test_a_key_is_given_once(cast: make.Cast) -> None:
    case, _, _ = asked_before_a_key(cast)
    greet = browser(cast.greet)
    step = first_step(greet, case)
    greet.send(step)

    assert "heeft de sleutel al" in greet.refused(step)


def test_a_decider_who_had_no_key_yet_gets_it_from_the_next_steps_of_the_case(cast: make.Cast) -> None:
    late = make.member(cast.desk, Role.DECIDER, name="Loes", title="burgemeester")
    case = weighed(cast)
    measures.put_to_decider(case, request=request(late), ring=cast.greet, at=MIDDAY)
    loes = make.ring(late)
    own = browser(loes)
    assert "Greet kan u de sleutel geven" in own.open("besluiten/")
    greet = browser(cast.greet)
    assert "Geef Loes de sleutel" in greet.open(f"zaken/{case.reference}/")
    Mail.objects.all().delete()

    page = greet.send(first_step(greet, case))

    assert "Loes kan het voorstel nu openen" in page
    assert "niet kunt openen" not in own.open("besluiten/")
    assert list(Mail.objects.values_list("address", "extra")) == [(late.person.email, "")]
    assert Entry.objects.filter(action="answer.key_given", actor=cast.greet.membership.pk).count() == 1


def test_who_has_no_passphrase_yet_is_not_in_the_next_steps(cast: make.Cast) -> None:
    case = weighed(cast)
    late = make.member(cast.desk, Role.TASK_OWNER, name="Lotte", title="bode")
    new = NewTask(role="front_desk", step=1, text=TASK, background="", owner=late)
    plans.add_task(case, task=new, ring=cast.greet, at=MIDDAY)

    assert "Geef Lotte de sleutel" not in browser(cast.greet).open(f"zaken/{case.reference}/")
