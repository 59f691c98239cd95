"""Nobody publishes alone: what becomes of a page between its writer, its second reader and its readers."""

from datetime import timedelta

import pytest
from django.test import Client
from wagtail.models import Page, TaskState

from rugdekking.audit.models import Entry
from rugdekking.knowledge.models import Article, ToolkitPage
from rugdekking.knowledge.operations import publish_planned, remind_to_review
from rugdekking.notify.models import Kind, Mail
from rugdekking.organisations.promised import promised
from rugdekking.organisations.roles import Role
from rugdekking.web.kept import forget
from tests import make
from tests.knowledge.props import an_article
from tests.web.editing.props import WRITTEN, at, at_work, editors, judged, written

pytestmark = pytest.mark.django_db


def test_what_one_editor_wrote_another_one_publishes() -> None:
    cast = editors()
    saskia, wim = at_work(cast.saskia), at_work(cast.wim)
    page = written(cast, saskia)
    address = f"/{cast.desk.organisation.slug}/hulp/{page.slug}/"
    assert saskia.get(address).status_code == 404

    judged(saskia, page)
    page.refresh_from_db()
    assert not page.live

    judged(wim, page)
    page.refresh_from_db()
    assert page.live
    assert "Loop samen naar de auto." in Client().get(address).text


def test_a_page_that_waits_is_published_as_it_was_read() -> None:
    cast = editors()
    saskia, wim = at_work(cast.saskia), at_work(cast.wim)
    page = written(cast, saskia)
    assert "Goedkeuren en publiceren" in wim.get(at(page)).text
    for client in (saskia, wim):
        client.post(at(page), {**WRITTEN, "body": "Loop nooit alleen."})
        client.post(at(page), {**WRITTEN, "body": "Loop nooit alleen.", "overwrite_revision_id": "1"})

    judged(wim, page)

    page.refresh_from_db()
    assert (page.live, page.body) == (True, "Loop samen naar de auto.")


def test_a_text_that_came_in_after_the_question_is_not_published_also_not_under_the_same_number() -> None:
    cast = editors()
    page = written(cast, at_work(cast.saskia))
    page.body = "Loop nooit alleen."
    page.save_revision(user=cast.saskia.person, overwrite_revision=page.latest_revision)

    judged(at_work(cast.wim), page)

    page.refresh_from_db()
    assert not page.live


def test_what_was_asked_back_and_sent_again_is_judged_anew() -> None:
    cast = editors()
    saskia, wim = at_work(cast.saskia), at_work(cast.wim)
    page = written(cast, saskia)
    first = TaskState.objects.get()
    saskia.post(at(page), {**WRITTEN, "action-cancel-workflow": "x"})
    saskia.post(at(page), {**WRITTEN, "body": "Loop nooit alleen.", "action-submit": "x"})

    wim.post(f"/redactie/pages/workflow/action/{page.pk}/approve/{first.pk}/")

    page.refresh_from_db()
    assert not page.live
    judged(wim, page)
    page.refresh_from_db()
    assert (page.live, page.body) == (True, "Loop nooit alleen.")


def test_nobody_publishes_at_once() -> None:
    cast = editors()
    saskia = at_work(cast.saskia)
    page = written(cast, saskia)

    assert saskia.post(at(page), {**WRITTEN, "action-publish": "x"}).status_code == 404
    fresh = {**WRITTEN, "slug": "meteen", "action-publish": "x"}
    assert saskia.post(f"/redactie/pages/add/knowledge/article/{cast.home.pk}/", fresh).status_code == 404

    assert not ToolkitPage.objects.filter(slug="meteen").exists()
    assert "action-publish" not in saskia.get(at(page)).text


def test_a_page_that_was_sent_back_says_why_and_its_writer_gets_a_mail_without_content() -> None:
    cast = editors()
    page = written(cast, at_work(cast.saskia))
    assert [mail.address for mail in Mail.objects.filter(kind=Kind.SOMETHING_WAITS)] == [cast.wim.person.email]

    judged(at_work(cast.wim), page, "reject")

    assert Mail.objects.filter(kind=Kind.SOMETHING_WAITS, address=cast.saskia.person.email).count() == 1
    assert not Mail.objects.exclude(extra="").exists()
    assert "stuurde deze pagina terug: ‘Noem ook het nummer.’" in at_work(cast.saskia).get(at(page)).text


def test_a_planned_page_comes_and_goes_at_its_time() -> None:
    cast = editors()
    page = written(cast, at_work(cast.saskia), go_live_at="2030-01-01 09:00")
    judged(at_work(cast.wim), page)
    page.refresh_from_db()
    assert (page.live, page.approved_schedule) == (False, True)

    planned = page.revisions.get()
    planned.content["go_live_at"], planned.approved_go_live_at = make.MIDDAY.isoformat(), make.MIDDAY
    planned.save()
    publish_planned(at=make.MIDDAY)

    page.refresh_from_db()
    assert page.live
    Page.objects.filter(pk=page.pk).update(expire_at=make.MIDDAY)
    publish_planned(at=make.MIDDAY)
    page.refresh_from_db()
    assert not page.live
    told = Entry.objects.filter(subject=page.translation_key, actor=None).values_list("action", flat=True)
    assert set(told) == {"page.appeared", "page.expired"}


def test_an_editor_takes_a_page_offline_and_finds_its_versions() -> None:
    cast = editors()
    saskia, wim = at_work(cast.saskia), at_work(cast.wim)
    page = written(cast, saskia)
    judged(wim, page)

    saskia.post(at(page, "delete"))
    assert saskia.get(at(page, "history")).status_code == 200
    saskia.post(at(page, "unpublish"))
    saskia.post(at(page, "delete"))

    page.refresh_from_db()
    assert not page.live
    told = Entry.objects.filter(subject=page.translation_key).values_list("action", "actor", "role")
    assert set(told) == {
        ("page.approved", cast.wim.pk, Role.EDITOR),
        ("page.taken_offline", cast.saskia.pk, Role.EDITOR),
    }


def test_a_draft_that_readers_never_saw_can_be_thrown_away() -> None:
    cast = editors()
    page = written(cast, at_work(cast.saskia))

    at_work(cast.wim).post(at(page, "delete"))

    assert not Article.objects.exists()
    entry = Entry.objects.get(subject=page.translation_key)
    assert (entry.action, entry.actor, entry.organisation) == (
        "page.draft_dropped",
        cast.wim.pk,
        cast.desk.organisation.pk,
    )


def test_a_draft_shows_as_readers_will_see_it() -> None:
    cast = editors()
    page = written(cast, at_work(cast.saskia))

    seen = at_work(cast.wim).get(at(page, "view_draft"))

    assert "Loop samen naar de auto." in seen.text
    assert "unsafe-inline" not in seen.headers["Content-Security-Policy"]


def test_nobody_judges_a_page_of_another_organisation_through_a_page_of_their_own() -> None:
    mine, theirs = editors(), editors()
    own = written(mine, at_work(mine.saskia), slug="van-ons")
    their = written(theirs, at_work(theirs.saskia), slug="van-hen")
    state = TaskState.objects.get(revision__object_id=str(their.pk))

    at_work(mine.wim).post(f"/redactie/pages/workflow/action/{own.pk}/approve/{state.pk}/")

    assert not ToolkitPage.objects.filter(slug__startswith="van-", live=True).exists()


def test_a_welcome_that_a_second_editor_approved_stands_on_top_of_the_help() -> None:
    cast = editors()
    saskia, wim = at_work(cast.saskia), at_work(cast.wim)
    help_home = f"/{cast.desk.organisation.slug}/hulp/"
    an_article(cast.home, slug="begin-hier", live=True)
    words = {"welcome": "Fijn dat u er bent. Lees [wat wij beloven](hulp:begin-hier): contact {contact}."}

    assert (
        "op deze site staat geen pagina"
        in saskia.post(at(cast.home), {"welcome": "Lees [wat wij beloven](hulp:elders).", "action-submit": "x"}).text
    )
    handed_in = saskia.post(at(cast.home), {**words, "action-submit": "x"}, follow=True)
    assert (handed_in.status_code, handed_in.redirect_chain[-1][0]) == (200, f"/redactie/pages/{cast.home.pk}/")
    assert "Fijn dat u er bent." not in Client().get(help_home).text
    assert "Fijn dat u er bent." in wim.get(at(cast.home, "view_draft")).text

    judged(wim, cast.home)

    forget()
    shown = Client().get(help_home).text
    assert f'Fijn dat u er bent. Lees <a class="nl-link" href="{help_home}begin-hier/">' in shown
    assert f": contact {promised(cast.desk.organisation)['contact']}." in shown
    assert "Fijn dat u er bent." not in Client().get(f"/{make.desk('elders').organisation.slug}/hulp/").text
    assert Entry.objects.get(subject=cast.home.translation_key).action == "page.approved"
    cast.home.refresh_from_db()
    assert (cast.home.organisation, cast.home.title) == (cast.desk.organisation, cast.desk.organisation.name)


def test_editors_of_one_organisation_are_reminded_once_when_a_review_date_has_come() -> None:
    cast, other = editors(), editors()
    an_article(cast.home, slug="oud", live=True, review_by=make.MIDDAY.date())
    an_article(other.home, slug="nieuw", live=True, review_by=make.MIDDAY.date() + timedelta(days=1))

    assert remind_to_review(at=make.MIDDAY) == 1
    assert remind_to_review(at=make.MIDDAY + timedelta(hours=1)) == 0

    told = {mail.address for mail in Mail.objects.filter(kind=Kind.REMINDER)}
    assert told == {cast.saskia.person.email, cast.wim.person.email}
    assert "Een pagina" in at_work(cast.saskia).get("/redactie/").text
