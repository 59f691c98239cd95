"""The short ways in: a report on one page, "bel mij", and a feeling."""

import pytest

from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind
from rugdekking.keys.models import Key, KeyKind
from rugdekking.reports.choices import Kind
from rugdekking.reports.models import Draft, Report
from rugdekking.reports.story import KnownAs, Reach
from rugdekking.web.public import places
from tests import make
from tests.web.public.reporting import Reporter, only_report, told


def test_a_short_report_is_sent_from_its_one_page(cast: make.Cast, reporter: Reporter) -> None:
    client, home = reporter.client, reporter.home

    reporter.page = client.get(f"{home}melden/kort/")
    code = reporter.code
    answers = {**reporter.hidden, "what": "Iemand spuugde naar mij.", "versturen": "ja"}
    sent = client.post(f"{home}melden/kort/", answers)
    assert (sent.status_code, sent.headers["Location"]) == (303, f"{home}melden/verstuurd/")
    reporter.page = client.get(f"{home}melden/verstuurd/")

    assert "Uw melding is verstuurd" in reporter.text
    assert reporter.code == code
    assert told(cast).what == "Iemand spuugde naar mij."


def test_a_short_report_that_is_sent_twice_is_one_report(reporter: Reporter) -> None:
    """A second press of the button before the answer came: the browser still has the cookie of the first."""
    reporter.opens("melden/kort/")
    answers = {**reporter.hidden, "what": "Iemand spuugde naar mij.", "versturen": "ja"}
    cookies = reporter.client.cookies.copy()

    first = reporter.client.post(f"{reporter.home}melden/kort/", answers)
    reporter.client.cookies = cookies
    second = reporter.client.post(f"{reporter.home}melden/kort/", answers)

    assert first.headers["Location"] == second.headers["Location"] == f"{reporter.home}melden/verstuurd/"
    assert Report.objects.count() == 1


def test_what_was_kept_before_is_sent_along_from_the_one_page(cast: make.Cast, reporter: Reporter) -> None:
    reporter.fills_in("melden/wie/", kind="unknown")
    reporter.sends("melden/kort/", what="Iemand riep iets.", versturen="ja")

    assert told(cast).what == "Iemand riep iets."
    assert told(cast).who.kind == "unknown"
    assert not Draft.objects.exists()


def test_a_form_that_closed_keeps_what_was_typed_on_the_one_page(reporter: Reporter) -> None:
    reporter.opens("melden/kort/")
    Key.objects.filter(kind=KeyKind.DESK).update(distrusted_on=make.MIDDAY.date())
    places.forget()

    text = reporter.sends("melden/kort/", what="Dit blijft.", versturen="ja")

    assert "Uw melding is nog niet verstuurd" in text
    assert "Dit blijft." in text
    assert not Report.objects.exists()
    assert Draft.objects.count() == 1


def test_nobody_gets_the_code_of_another_on_the_same_page(cast: make.Cast) -> None:
    visitors = [Reporter(cast) for _ in range(3)]

    for one in visitors:
        one.opens("melden/kort/")

    assert len({one.code for one in visitors}) == 3
    assert len({one.hidden["csrfmiddlewaretoken"] for one in visitors}) == 3
    for one in visitors:
        assert one.hidden["einde"] == one.code[-4:]
        assert "Klopt alles?" in one.sends("melden/kort/", what="Iets.")


def test_each_confirmation_shows_its_own_code(cast: make.Cast) -> None:
    visitors = [Reporter(cast) for _ in range(3)]

    for one in visitors:
        one.opens("melden/kort/")
        code = one.code
        text = one.sends("melden/kort/", what="Iets.", versturen="ja")
        assert "Uw melding is verstuurd" in text
        assert one.code == code

    assert len({one.code for one in visitors}) == 3


def test_a_confirmation_with_an_alarm_is_another_one(cast: make.Cast) -> None:
    calm, unsafe = Reporter(cast), Reporter(cast)
    calm.fills_in("melden/kort/", what="Iets.", safe="ja", versturen="ja")
    unsafe.fills_in("melden/kort/", what="Iets.", safe="nee", versturen="ja")

    assert calm.text != unsafe.text
    assert "112" in unsafe.text


def test_a_short_report_that_is_looked_over_takes_four_requests(cast: make.Cast, reporter: Reporter) -> None:
    client, home = reporter.client, reporter.home

    reporter.page = client.get(f"{home}melden/kort/")
    reporter.page = client.post(f"{home}melden/kort/", {**reporter.hidden, "what": "Iemand spuugde naar mij."})
    assert "Klopt alles?" in reporter.text
    sent = client.post(f"{home}melden/versturen/", reporter.hidden)
    assert (sent.status_code, sent.headers["Location"]) == (303, f"{home}melden/verstuurd/")
    reporter.page = client.get(f"{home}melden/verstuurd/")

    assert "Uw melding is verstuurd" in reporter.text
    assert told(cast).what == "Iemand spuugde naar mij."


def test_the_confirmation_tells_the_code_who_reads_it_what_happens_and_by_when(reporter: Reporter) -> None:
    reporter.fills_in("melden/kort/", what="Iets.")
    code = reporter.code

    text = reporter.sends("melden/versturen/")

    assert reporter.code == code
    for reader in ("Griffier", "Coördinator veiligheid", "Gemeentesecretaris"):
        assert reader in text
    assert "U hoort van ons uiterlijk" in text
    assert Clock.objects.filter(kind=ClockKind.CONTACT).exists()
    assert "er gaat niets naar de politie" in text


def test_who_leaves_a_number_is_called_and_not_anonymous(cast: make.Cast, reporter: Reporter) -> None:
    reporter.fills_in("melden/kort/", what="Iets.", phone="050-1234567")
    reporter.sends("melden/versturen/")

    story = told(cast)
    assert (story.contact.reach, story.me.known_as) == (Reach.PHONE, KnownAs.DESK_ONLY)


def test_the_code_brings_a_short_report_back_before_it_was_sent(cast: make.Cast, reporter: Reporter) -> None:
    reporter.fills_in("melden/kort/", what="Nog niet af.")
    elsewhere = Reporter(cast)

    text = elsewhere.fills_in("mijn/", toegangscode=reporter.code)

    assert "Nog niet af." in text
    assert Draft.objects.count() == 1


def test_going_back_shows_what_was_typed(reporter: Reporter) -> None:
    reporter.fills_in("melden/kort/", what="Dit staat er nog.", phone="1234")

    reporter.opens("melden/kort/")

    assert "Dit staat er nog." in reporter.html
    assert 'value="1234"' in reporter.html


def test_call_me_needs_a_number_and_nothing_else(cast: make.Cast, reporter: Reporter) -> None:
    text = reporter.fills_in("bel-mij/", phone="toestel 1234", moment="Zo snel mogelijk")

    story = told(cast)
    assert only_report().kind == Kind.TALK
    assert (story.what, story.contact.phone, story.contact.moment) == ("", "toestel 1234", "Zo snel mogelijk")
    assert "Wij bellen u" in text
    assert "U hoort van ons uiterlijk" in text
    assert reporter.code


def test_call_me_without_a_number_says_what_is_missing_and_keeps_the_rest(reporter: Reporter) -> None:
    text = reporter.fills_in("bel-mij/", note="vraag naar Sam", moment="In de avond")

    assert "Vul het nummer in waarop wij u kunnen bellen." in text
    assert "vraag naar Sam" in reporter.html
    assert not Report.objects.exists()


def test_a_feeling_is_a_report_of_its_own_kind(cast: make.Cast, reporter: Reporter) -> None:
    text = reporter.fills_in("onveilig-gevoel/", what="Er staat steeds dezelfde auto.", safe="ja")

    assert only_report().kind == Kind.FEELING
    assert told(cast).what == "Er staat steeds dezelfde auto."
    assert "denkt met u mee" in text


@pytest.mark.parametrize("address", ["bel-mij/", "onveilig-gevoel/"])
def test_also_a_talk_can_be_kept_from_somebody(cast: make.Cast, reporter: Reporter, address: str) -> None:
    out = str(cast.greet.membership.pk)

    reporter.fills_in(address, phone="1234", moment="In de avond", what="x", out_members=[out])

    assert only_report().person_by_person


def test_who_is_done_leaves_nothing_in_the_browser(reporter: Reporter) -> None:
    reporter.fills_in("melden/kort/", what="Iets.")
    code = reporter.code
    reporter.sends("melden/versturen/")

    reporter.sends("melden/klaar/")
    text = reporter.opens("melden/verstuurd/")

    assert code not in reporter.html
    assert "Wat is uw code?" in text
