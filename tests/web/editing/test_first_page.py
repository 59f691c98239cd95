"""The first page of the editor, and what it says about pages that are late or old."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from rugdekking.knowledge.models import Article, ToolkitPage
from rugdekking.knowledge.operations import open_for, remind_to_review
from rugdekking.knowledge.watching import Late, late_pages, lateness, national_due_for_review
from rugdekking.notify.models import Kind, Mail
from tests import make
from tests.knowledge.props import an_article, published
from tests.web.editing.props import WRITTEN, Editors, at_work, editors

pytestmark = pytest.mark.django_db


def planned(cast: Editors, at: datetime) -> Article:
    """A page that a second reader approved to appear at that moment, and that nobody put on the site."""
    page = an_article(cast.home, slug="gepland", title="Gepland")
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    page.revisions.update(approved_go_live_at=at)
    return page


def seen(cast: Editors, page: Page) -> tuple[str, str]:
    """What the first page and the page itself say."""
    wim = at_work(cast.wim)
    return wim.get("/redactie/").text, wim.get(f"/redactie/pages/{page.pk}/edit/").text


def test_a_planned_page_that_did_not_come_is_said_to_be_late() -> None:
    cast, other = editors(), editors()
    page = planned(cast, timezone.now() - timedelta(hours=2))

    for text in seen(cast, page):
        assert "op de site moeten komen, en staat er nog niet" in text
        assert "Vertel het uw beheerder" in text
    assert "op de site moeten komen" not in at_work(other.saskia).get("/redactie/").text


def test_a_page_that_should_have_gone_is_said_to_be_there_still() -> None:
    cast = editors()
    page = an_article(cast.home, slug="oud", live=True, review_by=timezone.localdate() + timedelta(days=9))
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(hours=1))
    page.refresh_from_db()
    page.save_revision(clean=False)

    assert [one.late for one in late_pages(cast.wim.person, at=timezone.now())] == [Late.STILL_ON_THE_SITE]


def test_a_planned_page_that_still_waits_for_its_second_reader_is_said_to_be_so() -> None:
    cast = editors()
    later = timezone.localtime() + timedelta(days=1)
    sent = {**WRITTEN, "go_live_at": later.strftime("%Y-%m-%dT%H:%M"), "action-submit": "x"}
    at_work(cast.saskia).post(f"/redactie/pages/add/knowledge/article/{cast.home.pk}/", sent)
    page = ToolkitPage.objects.child_of(cast.home).get()
    assert lateness(page, at=timezone.now()) == []

    revision = page.latest_revision
    revision.content["go_live_at"] = (timezone.now() - timedelta(minutes=1)).isoformat()
    revision.save(update_fields=["content"])

    assert all("maar wacht nog op een tweede lezer" in text for text in seen(cast, page))


def test_what_goes_as_planned_is_not_late() -> None:
    cast = editors()
    now = timezone.now()

    assert list(lateness(planned(cast, now - timedelta(minutes=2)), at=now)) == []


def test_editors_see_national_pages_that_are_old_and_hear_of_all_of_them_once() -> None:
    published("bribery", "reporting")
    ToolkitPage.objects.exclude(shipped="").update(review_by=make.MIDDAY.date())
    cast, without = editors(), make.desk()
    open_for(without.organisation, at=make.MIDDAY)

    assert remind_to_review(at=make.MIDDAY) == 2
    assert remind_to_review(at=make.MIDDAY + timedelta(days=1)) == 0

    told = Mail.objects.filter(kind=Kind.REMINDER).order_by("address").values_list("address", flat=True)
    assert list(told) == sorted([cast.saskia.person.email, cast.wim.person.email])
    first = at_work(cast.saskia).get("/redactie/").text
    assert "Iemand biedt u iets aan: voor 10 maart 2026" in first
    assert 'href="/redactie/landelijk/">een eigen versie maken' in first
    # Below what waits: how an own page comes about.
    told = first.split('class="redactie-how"')[1].split("</ol>")[0]
    assert told.count("<li>") == 10
    assert "een concept mag half zijn" in told


def test_a_page_that_one_wrote_oneself_brings_no_second_mail_about_another_one() -> None:
    published("bribery", "reporting")
    day = make.MIDDAY.date()
    ToolkitPage.objects.filter(shipped="bribery").update(review_by=day)
    ToolkitPage.objects.filter(shipped="reporting").update(review_by=day + timedelta(days=1))
    cast = editors()
    slug = ToolkitPage.objects.get(shipped="reporting").slug
    an_article(cast.home, slug=slug, live=True, review_by=day + timedelta(days=90))
    remind_to_review(at=make.MIDDAY)
    # One that still waits to be sent would stand for both.
    assert Mail.objects.all().delete()[0] == 2

    assert remind_to_review(at=make.MIDDAY + timedelta(days=1)) == 1

    assert not Mail.objects.exists()


def test_who_wrote_an_own_version_hears_nothing_of_the_national_page() -> None:
    published("bribery")
    ToolkitPage.objects.exclude(shipped="").update(review_by=make.MIDDAY.date())
    cast = editors()
    slug = ToolkitPage.objects.get(shipped="bribery").slug
    an_article(cast.home, slug=slug, live=True, review_by=make.MIDDAY.date() + timedelta(days=90))

    remind_to_review(at=make.MIDDAY)

    assert not Mail.objects.exists()
    assert national_due_for_review(cast.saskia.person, on=make.MIDDAY.date()) == []
