"""Typing a report for somebody on the phone: the code to read out, and what makes the text that person's own."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from rugdekking.kernel.time import day_of
from rugdekking.reports.choices import Origin
from rugdekking.reports.models import Body, Report
from rugdekking.reports.queries import holder_by_code, open_story
from rugdekking.vault.codes import AccessCode
from tests import make
from tests.reports.props import filed
from tests.web.office.browsing import Browser, browser

pytestmark = pytest.mark.django_db

TOLD = {
    "origin": "phone",
    "kind": "incident",
    "safe_now": "yes",
    "what": "Hij stond op het erf en ging niet weg.",
    "behaviour": "disturbed",
    "channel": "home",
    "day": "2026-03-09",
    "who_kind": "known",
    "who_words": "De buurman van nummer 8.",
    "targets": ["person", "family"],
    "known_as": "desk_only",
    "name": "Jelle",
    "office": "council_member",
    "reporting_for": "self",
    "wish": "advice",
    "phone": "0612345678",
}


def typed(greet: Browser, **more: object) -> str:
    """Send the form; gives the page with the code."""
    answer = greet.client.post(f"{greet.home}zaken/melding/opnemen/", {**TOLD, **more})
    assert answer.status_code == 200
    return answer.content.decode()


def codes_on(page: str) -> list[AccessCode]:
    return [AccessCode.parse(text) for text in re.findall(r'rd-code"><code>([^<]+)</code>', page)]


def test_somebody_on_the_phone_gets_a_code_for_first_use(cast: make.Cast) -> None:
    page = typed(browser(cast.greet))

    (code,) = codes_on(page)
    holder = holder_by_code(cast.desk.organisation_id, code)
    assert holder is not None
    assert holder.first_use
    assert "U ziet deze code maar een keer" in page
    assert "<svg" in page
    story = open_story(holder.report, cast.greet)
    assert story.what == TOLD["what"]
    assert story.who.words == TOLD["who_words"]
    assert story.me.name == "Jelle"
    assert holder.report.origin == Origin.PHONE
    assert holder.report.awaits_confirmation


def test_the_person_it_is_about_gets_a_code_too(cast: make.Cast) -> None:
    page = typed(browser(cast.greet), reporting_for="other", concerned_name="Sietske", concerned_contact="via mij")

    assert len(codes_on(page)) == 2
    assert "Voor de betrokkene" in page


def test_the_same_form_sent_twice_makes_one_report(cast: make.Cast) -> None:
    greet = browser(cast.greet)

    typed(greet, once="een-keer")
    again = greet.client.post(f"{greet.home}zaken/melding/opnemen/", {**TOLD, "once": "een-keer"}, follow=True)

    assert Report.objects.count() == 1
    assert "Deze melding hebt u al opgenomen" in again.content.decode()


def test_an_incident_without_a_word_is_refused_and_the_rest_stays(cast: make.Cast) -> None:
    page = browser(cast.greet).refused("zaken/melding/opnemen/", **{**TOLD, "what": ""})

    assert "Vertel in een paar woorden wat er gebeurde" in page
    assert "De buurman van nummer 8." in page
    assert not Report.objects.exists()


def test_who_must_not_know_cannot_type_the_report(cast: make.Cast) -> None:
    page = browser(cast.greet).refused("zaken/melding/opnemen/", **TOLD, keep_out=[str(cast.greet.membership.pk)])

    assert "Vraag een collega om dit op te nemen" in page


def test_whoever_was_ticked_finds_no_trace(cast: make.Cast) -> None:
    typed(browser(cast.greet), keep_out=[str(cast.cor.membership.pk)])

    browser(cast.cor).finds_nothing(f"zaken/melding/{Report.objects.get().reference}/")


def test_mail_without_an_address_and_a_day_to_come_are_pointed_out(cast: make.Cast) -> None:
    page = browser(cast.greet).refused("zaken/melding/opnemen/", **{**TOLD, "mail_me": "on", "day": "2999-01-01"})

    assert "Vul het mailadres in" in page
    assert "nog niet geweest" in page


def test_a_second_person_hears_that_the_text_is_right(cast: make.Cast) -> None:
    greet = browser(cast.greet)
    typed(greet)
    report = Report.objects.get()
    path = f"zaken/melding/{report.reference}/mondeling/"
    today = day_of(timezone.now())

    refused = greet.refused(path, witness=str(cast.cor.membership.pk), spoken_on=today + timedelta(days=2))
    assert "niet in de toekomst" in refused
    page = greet.send(path, witness=str(cast.cor.membership.pk), spoken_on=today)

    report.refresh_from_db()
    assert "Vastgelegd" in page
    assert not report.awaits_confirmation
    assert report.confirmed_with == cast.cor.membership


def test_who_typed_it_is_not_the_second_person(cast: make.Cast) -> None:
    typed(browser(cast.greet))
    report = Report.objects.get()

    page = browser(cast.cor).refused(
        f"zaken/melding/{report.reference}/mondeling/",
        witness=str(cast.greet.membership.pk),
        spoken_on=day_of(timezone.now()),
    )

    assert "Kies wie meeluisterde" in page


def test_a_talk_becomes_a_full_report_without_retyping(cast: make.Cast) -> None:
    greet = browser(cast.greet)
    typed(greet, kind="talk", what="")
    report = Report.objects.get()
    assert "Jelle" in greet.html(f"zaken/melding/{report.reference}/tekst/")

    greet.send(f"zaken/melding/{report.reference}/tekst/", **TOLD)

    report.refresh_from_db()
    assert report.kind == "incident"
    assert Body.objects.filter(report=report).count() == 2


def test_who_lost_the_code_gets_a_new_one_after_a_call(cast: make.Cast) -> None:
    own = filed(cast)
    greet = browser(cast.greet)

    answer = greet.client.post(f"{greet.home}zaken/melding/{own.report.reference}/nieuwe-code/", {"part": "reporter"})

    (code,) = codes_on(answer.content.decode())
    assert holder_by_code(cast.desk.organisation_id, code) is not None
    assert holder_by_code(cast.desk.organisation_id, own.code) is None


def test_nobody_can_tell_whose_an_anonymous_report_is(cast: make.Cast) -> None:
    greet = browser(cast.greet)
    typed(greet, known_as="anonymous", name="")

    page = greet.refused(f"zaken/melding/{Report.objects.get().reference}/nieuwe-code/", part="reporter")

    assert "anoniem" in page
