"""What goes wrong on the way: sent twice, gone back, left alone, a connection that dropped, a code mistyped."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from rugdekking.keys.models import Key, KeyKind
from rugdekking.people.models import ReporterSession
from rugdekking.reports.models import Report
from rugdekking.web.public import places
from rugdekking.web.sessions.reporter import FirstCookie
from tests import make
from tests.web.public.reporting import Reporter


def leave_alone(reporter: Reporter) -> None:
    """Forty minutes pass while a code is open in this browser."""
    row = ReporterSession.objects.get()
    ReporterSession.objects.update(last_seen_at=row.last_seen_at - timedelta(minutes=40))


def test_a_report_that_is_sent_twice_arrives_once(reporter: Reporter) -> None:
    reporter.fills_in("melden/kort/", what="Iets.")
    hidden = reporter.hidden
    reporter.sends("melden/versturen/")

    reporter.page = reporter.client.post(f"{reporter.home}melden/versturen/", hidden, follow=True)

    assert "Uw melding is verstuurd" in reporter.text
    assert Report.objects.count() == 1


@pytest.mark.parametrize("address", ["bel-mij/", "onveilig-gevoel/"])
def test_a_call_that_is_asked_twice_is_one_call(reporter: Reporter, address: str) -> None:
    reporter.opens(address)
    before, cookie = reporter.hidden, reporter.client.cookies[settings.REPORTER_COOKIE].value
    answers = {"phone": "0612345678", "moment": "In de avond", "what": "x"}
    first = reporter.client.post(reporter.home + address, {**before, **answers}, follow=True)

    # The answer was lost on the way: the browser still has what it had before.
    reporter.client.cookies[settings.REPORTER_COOKIE] = cookie
    second = reporter.client.post(reporter.home + address, {**before, **answers}, follow=True)

    assert (first.status_code, second.status_code) == (200, 200)
    assert Report.objects.count() == 1


def test_going_back_after_sending_leads_to_the_confirmation(reporter: Reporter) -> None:
    reporter.fills_in("melden/kort/", what="Iets.")
    reporter.sends("melden/versturen/")

    text = reporter.opens("melden/controle/")

    assert "Uw melding is verstuurd" in text


def test_a_form_that_was_still_open_after_sending_only_says_that_it_arrived(reporter: Reporter) -> None:
    reporter.fills_in("melden/kort/", what="Iets.")
    hidden = reporter.hidden
    reporter.sends("melden/versturen/")

    reporter.page = reporter.client.post(f"{reporter.home}melden/wens/", {**hidden, "wish": "advice"}, follow=True)

    assert "Uw melding is verstuurd" in reporter.text


def test_an_answer_that_was_lost_on_the_way_did_not_lose_the_text(reporter: Reporter) -> None:
    reporter.opens("melden/kort/")
    code, cookie = reporter.code, reporter.client.cookies[settings.REPORTER_COOKIE].value
    reporter.sends("melden/kort/", what="In de trein getypt.")
    reporter.client.cookies[settings.REPORTER_COOKIE] = cookie

    reporter.opens("melden/kort/")

    assert "In de trein getypt." in reporter.html
    assert reporter.code == code


def test_a_page_that_stood_open_asks_for_the_code_and_keeps_what_was_typed(reporter: Reporter) -> None:
    reporter.fills_in("melden/veilig/", safe="ja")
    code = reporter.code
    leave_alone(reporter)

    text = reporter.sends("melden/wat/", what="Een lang verhaal.")
    assert "Vul uw code nog een keer in" in text
    reporter.sends("melden/wat/", toegangscode="fout")
    assert "Deze code klopt niet" in reporter.text
    reporter.sends("melden/wat/", toegangscode=code)

    assert reporter.where == "melden/wanneer/"
    assert "Een lang verhaal." in reporter.opens("melden/controle/")


def test_a_page_that_stood_open_shows_nothing_when_it_is_opened_again(reporter: Reporter) -> None:
    reporter.fills_in("melden/wat/", what="Niemand anders mag dit zien.")
    leave_alone(reporter)

    text = reporter.opens("melden/wat/")

    assert "Niemand anders mag dit zien." not in reporter.html
    assert "Wat is uw code?" in text


def test_a_first_page_that_stood_open_for_an_hour_keeps_the_text_under_a_new_code_and_says_so(
    reporter: Reporter,
) -> None:
    reporter.opens("melden/kort/")
    code = reporter.code
    first = FirstCookie.read(reporter.client.cookies[settings.REPORTER_COOKIE].value, at=reporter.now)
    assert first is not None
    hour_ago = FirstCookie(first.secret, first.at - timedelta(hours=1))
    reporter.client.cookies[settings.REPORTER_COOKIE] = hour_ago.value

    text = reporter.sends("melden/kort/", what="Eindelijk opgeschreven.")

    assert "Eindelijk opgeschreven." in text
    assert "Uw code is veranderd" in text
    assert reporter.code != code


def test_a_form_from_elsewhere_is_refused(reporter: Reporter) -> None:
    answer = Client(enforce_csrf_checks=True).post(f"{reporter.home}melden/kort/", {"what": "x"})

    assert answer.status_code == 403
    assert not Report.objects.exists()


def test_a_report_cannot_be_sent_by_opening_an_address(reporter: Reporter) -> None:
    reporter.fills_in("melden/kort/", what="Iets.")

    assert reporter.client.get(f"{reporter.home}melden/versturen/").status_code == 405


def test_sending_without_having_written_anything_leads_to_the_first_question(reporter: Reporter) -> None:
    reporter.opens("melden/veilig/")

    reporter.sends("melden/versturen/")

    assert reporter.where == "melden/veilig/"


def test_sending_without_what_happened_says_so_and_keeps_the_rest(reporter: Reporter) -> None:
    reporter.fills_in("melden/wens/", wish="advice")

    text = reporter.sends("melden/versturen/")

    assert "Uw melding is nog niet verstuurd" in text
    assert "Vertel in een paar woorden wat er gebeurde." in text
    assert "Advies" in text
    assert not Report.objects.exists()


def test_when_the_desk_lost_its_key_the_text_stays_and_the_page_says_to_call(
    cast: make.Cast, reporter: Reporter
) -> None:
    reporter.fills_in("melden/kort/", what="Blijft bewaard.")
    Key.objects.filter(kind=KeyKind.DESK).update(distrusted_on=make.MIDDAY.date())
    places.forget()

    text = reporter.sends("melden/versturen/")

    assert "Uw melding is nog niet verstuurd" in text
    assert "Blijft bewaard." in text
    assert not Report.objects.exists()


def test_a_further_report_may_go_under_the_same_code(reporter: Reporter) -> None:
    reporter.fills_in("melden/kort/", what="De eerste.")
    code = reporter.code
    reporter.sends("melden/versturen/")

    assert "Wilt u dezelfde code houden?" in reporter.opens("melden/kort/")
    reporter.sends("melden/opnieuw/", code="dezelfde")
    assert reporter.where == "melden/kort/"
    assert reporter.code == code
    reporter.sends("melden/kort/", what="De tweede.")
    reporter.sends("melden/versturen/")

    assert Report.objects.count() == 2
    assert reporter.code == code


def test_a_further_report_may_get_a_code_of_its_own(reporter: Reporter) -> None:
    reporter.fills_in("melden/wat/", what="De eerste.")
    code = reporter.code
    reporter.sends("melden/versturen/")
    reporter.opens("melden/veilig/")

    reporter.sends("melden/opnieuw/", code="nieuw")

    assert reporter.where == "melden/veilig/"
    assert reporter.code != code


def test_a_code_that_is_open_at_one_organisation_is_never_used_at_another(reporter: Reporter) -> None:
    reporter.fills_in("melden/kort/", what="Bij de gemeente.")
    code = reporter.code
    reporter.sends("melden/versturen/")
    reporter.home = f"/{make.cast().desk.organisation.slug}/"

    reporter.fills_in("melden/kort/", what="Bij de provincie.")
    other = reporter.code
    text = reporter.sends("melden/versturen/")

    assert other != code
    assert "Uw melding is verstuurd" in text
    assert Report.objects.count() == 2


def test_the_printable_card_has_address_and_code_but_no_link_with_the_code(reporter: Reporter) -> None:
    reporter.fills_in("melden/wat/", what="Iets.")
    code = reporter.code

    text = reporter.opens("melden/code/")

    assert code in text
    assert f"testserver{reporter.home}mijn/" in text
    assert "<svg" in reporter.html
    assert f"/{code}" not in reporter.html
    assert f"={code}" not in reporter.html


def test_no_address_on_the_way_ever_holds_a_code_or_a_word(reporter: Reporter) -> None:
    seen = []
    reporter.opens("melden/wat/")
    for step, answers in {"wat": {"what": "geheim verhaal"}, "uzelf": {"name": "Fatma"}}.items():
        reporter.sends(f"melden/{step}/", **answers)
        seen += [address for address, _ in reporter.page.redirect_chain]
    code = reporter.code
    reporter.sends("melden/versturen/")
    seen += [address for address, _ in reporter.page.redirect_chain]

    assert seen
    for word in (code, "geheim", "Fatma"):
        assert not any(word in address for address in seen)
