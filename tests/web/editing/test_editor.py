"""The toolkit's editor: who gets in, what they may, and that nobody publishes alone."""

from datetime import timedelta

import pytest
from django.test import Client
from wagtail.models import Page, TaskState

from rugdekking.audit.actor import SYSTEM
from rugdekking.audit.models import Entry
from rugdekking.knowledge.models import Article, ToolkitPage
from rugdekking.knowledge.operations import publish_planned, remind_to_review
from rugdekking.notify.models import Kind, Mail
from rugdekking.organisations.operations import end_membership, set_roles
from rugdekking.organisations.promised import promised
from rugdekking.organisations.roles import Role
from rugdekking.web.editing.urls import OPEN, names
from rugdekking.web.kept import forget
from tests import make
from tests.attacks.addresses import all_filled
from tests.attacks.world import BLANKS_OF_THE_EDITOR, NO_ID
from tests.knowledge.props import an_article, published
from tests.web.editing.props import WRITTEN, Editors, at_work, editors

pytestmark = pytest.mark.django_db


def at(page: Page, what: str = "edit") -> str:
    return f"/redactie/pages/{page.pk}/{what}/"


def written(cast: Editors, client: Client, **given: object) -> Article:
    """A new page, sent on to a second reader in the same step."""
    sent = {**WRITTEN, **given, "action-submit": "x"}
    answer = client.post(f"/redactie/pages/add/knowledge/article/{cast.home.pk}/", sent)
    assert answer.status_code == 302, answer.text
    return Article.objects.get(slug=sent["slug"])


def judged(client: Client, page: Page, action: str = "approve") -> int:
    state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    address = f"/redactie/pages/workflow/action/{page.pk}/{action}/{state.pk}/"
    return client.post(address, {"comment": "Noem ook het nummer."}).status_code


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


def test_pages_of_another_organisation_answer_like_no_pages() -> None:
    mine, theirs = editors(), editors()
    saskia = at_work(mine.saskia)
    page = an_article(theirs.home, live=True)
    page.save_revision()

    for what in ("edit", "delete", "unpublish", "history", "view_draft", "add_subpage"):
        there, nowhere = saskia.get(at(page, what)), saskia.get(f"/redactie/pages/999999/{what}/")
        assert (there.status_code, there.content) == (nowhere.status_code, nowhere.content) == (404, nowhere.content)
    compare = f"/redactie/pages/{page.pk}/revisions/compare/earliest...latest/"
    assert saskia.get(compare).status_code == 404
    assert saskia.get(f"/redactie/pages/{theirs.home.pk}/").status_code == 404
    assert saskia.post(f"/redactie/pages/add/knowledge/article/{theirs.home.pk}/", WRITTEN).status_code == 404
    assert page.title not in saskia.get("/redactie/").text + saskia.get(f"/redactie/pages/{mine.home.pk}/").text


def test_what_is_no_plain_number_of_a_page_leads_nowhere() -> None:
    cast = editors()
    saskia = at_work(cast.saskia)
    page = written(cast, saskia)
    ping = "/redactie/editing-sessions/ping"
    assert saskia.post(f"{ping}/wagtailcore/page/{page.pk}/1/").status_code == 200

    for number in ("²", "_35", f"+{page.pk}", f"{page.pk}%0a", "٣", "x", "9" * 30):
        assert saskia.post(f"{ping}/wagtailcore/page/{number}/1/").status_code == 404
    for other in ("people/person", "organisations/organisation", "wagtailcore/revision", "knowledge/article"):
        assert saskia.post(f"{ping}/{other}/{page.pk}/1/").status_code == 404


def test_nobody_judges_a_page_of_another_organisation_through_a_page_of_their_own() -> None:
    mine, theirs = editors(), editors()
    own = written(mine, at_work(mine.saskia), slug="van-ons")
    their = written(theirs, at_work(theirs.saskia), slug="van-hen")
    state = TaskState.objects.get(revision__object_id=str(their.pk))

    at_work(mine.wim).post(f"/redactie/pages/workflow/action/{own.pk}/approve/{state.pk}/")

    assert not ToolkitPage.objects.filter(slug__startswith="van-", live=True).exists()


def test_the_home_itself_stays() -> None:
    cast = editors()
    saskia = at_work(cast.saskia)

    for what in ("edit", "delete", "unpublish"):
        saskia.post(at(cast.home, what), WRITTEN)

    cast.home.refresh_from_db()
    assert (cast.home.live, cast.home.title) == (True, cast.desk.organisation.name)


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


def test_the_editor_is_there_for_no_other_role() -> None:
    cast = editors()
    other = at_work(make.member(cast.desk, *(set(Role) - {Role.EDITOR})))

    assert other.get("/redactie/").status_code == 404
    assert other.get(at(cast.home)).status_code == 404


def test_who_lost_the_role_or_left_finds_nothing_at_the_next_request() -> None:
    cast = editors()
    saskia, wim = at_work(cast.saskia), at_work(cast.wim)
    assert [one.get("/redactie/").status_code for one in (saskia, wim)] == [200, 200]

    set_roles(cast.saskia, roles=[Role.TASK_OWNER], by=SYSTEM, at=make.MIDDAY)
    end_membership(cast.wim, by=SYSTEM, at=make.MIDDAY)

    assert [one.get("/redactie/").status_code for one in (saskia, wim)] == [404, 404]
    assert not cast.saskia.person.groups.exists()


def test_signing_out_of_the_editor_signs_out_of_everything() -> None:
    saskia = at_work(editors().saskia)

    assert saskia.post("/redactie/logout/").status_code == 302

    assert saskia.get("/redactie/").headers["Location"].startswith("/account/aanmelden/")


def test_an_editor_finds_a_page_by_its_title() -> None:
    cast = editors()
    for slug, title in (("een", "Veilig naar huis"), ("twee", "Praten met een boze bewoner")):
        an_article(cast.home, slug=slug, title=title)

    found = at_work(cast.saskia).get(f"/redactie/pages/{cast.home.pk}/?q=BOZE&search_all=1").text

    assert "Praten met een boze bewoner" in found
    assert "Veilig naar huis" not in found


def test_an_organisation_makes_its_own_version_of_a_national_page() -> None:
    published("bribery")
    cast = editors()
    saskia, wim = at_work(cast.saskia), at_work(cast.wim)
    national = ToolkitPage.objects.get(shipped="bribery")
    asked = {"page": national.pk, "home": cast.home.pk}
    assert national.title in saskia.get("/redactie/landelijk/").text

    answer = saskia.post("/redactie/landelijk/", asked)

    own = ToolkitPage.objects.child_of(cast.home).get()
    assert answer.headers["Location"] == at(own)
    assert (own.slug, own.live, own.shipped, own.specific.body) == (national.slug, False, "", national.body)
    assert "U hebt al een eigen pagina" in wim.post("/redactie/landelijk/", asked, follow=True).text
    assert saskia.post("/redactie/landelijk/", {**asked, "home": editors().home.pk}).status_code == 404


def test_an_own_page_takes_no_address_of_the_site_itself() -> None:
    cast = editors()
    sent = {**WRITTEN, "slug": "zoeken", "action-submit": "x"}

    answer = at_work(cast.saskia).post(f"/redactie/pages/add/knowledge/article/{cast.home.pk}/", sent)

    assert "Dit adres is van de site zelf." in answer.text


def test_a_national_number_to_call_has_no_own_page_in_its_place() -> None:
    published("emergency", "reporting")
    cast = editors()
    saskia = at_work(cast.saskia)
    sent = {**WRITTEN, "slug": "112", "action-submit": "x"}
    national = ToolkitPage.objects.get(shipped="emergency")

    answer = saskia.post(f"/redactie/pages/add/knowledge/article/{cast.home.pk}/", sent)
    taken = saskia.post("/redactie/landelijk/", {"page": national.pk, "home": cast.home.pk})

    assert "Op dit adres staat een landelijk nummer" in answer.text
    assert taken.status_code == 404
    assert not ToolkitPage.objects.child_of(cast.home).exists()


def test_a_letter_with_an_accent_comes_into_no_address_and_breaks_no_list() -> None:
    cast = editors()
    sent = {**WRITTEN, "slug": "coördinator", "action-submit": "x"}

    refused = at_work(cast.saskia).post(f"/redactie/pages/add/knowledge/article/{cast.home.pk}/", sent)
    made = an_article(cast.home, title="De coördinator", slug="", live=True)

    assert "alleen letters zonder accent" in refused.text
    assert made.slug == "de-coordinator"
    assert "De coördinator" in Client().get(f"/{cast.desk.organisation.slug}/hulp/zoeken/").text


def test_accounts_passwords_and_settings_of_wagtail_are_not_there() -> None:
    cast = editors()
    saskia = at_work(cast.saskia)
    blanks = {**dict.fromkeys(BLANKS_OF_THE_EDITOR, str(cast.home.pk)), "pk": "1", "token": "x", "action": "x"}
    closed = names() - OPEN

    found = {
        name: (saskia.get(address).status_code, saskia.post(address).status_code)
        for name, address in all_filled({**blanks, "uidb64": "x"}, among=closed).items()
    }

    assert {"wagtailadmin_login", "wagtailusers_users:index", "wagtailusers_groups:index"} <= found.keys()
    assert {name: codes for name, codes in found.items() if codes != (404, 404)} == {}
    assert NO_ID not in found


def test_editors_of_one_organisation_are_reminded_once_when_a_review_date_has_come() -> None:
    cast, other = editors(), editors()
    an_article(cast.home, slug="oud", live=True, review_by=make.MIDDAY.date())
    an_article(other.home, slug="nieuw", live=True, review_by=make.MIDDAY.date() + timedelta(days=1))

    assert remind_to_review(at=make.MIDDAY) == 1
    assert remind_to_review(at=make.MIDDAY + timedelta(hours=1)) == 0

    told = {mail.address for mail in Mail.objects.filter(kind=Kind.REMINDER)}
    assert told == {cast.saskia.person.email, cast.wim.person.email}
    assert "Een pagina" in at_work(cast.saskia).get("/redactie/").text


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("<script>alert(1)</script>", "HTML kan hier niet"),
        ("[hier](https://voorbeeld.nl)", "zegt niet waar die heen gaat"),
        ("### Te diep", "hoort onder een kop"),
    ],
)
def test_an_editor_hears_on_which_line_a_text_cannot_be_shown(typed: str, reason: str) -> None:
    cast = editors()
    sent = {**WRITTEN, "body": f"Een regel.\n{typed}", "action-submit": "x"}

    answer = at_work(cast.saskia).post(f"/redactie/pages/add/knowledge/article/{cast.home.pk}/", sent)

    assert reason in answer.text
    assert "Regel 2" in answer.text


@pytest.mark.parametrize(
    ("kind", "typed", "reason"),
    [
        ("service", {"phone": "112", "dial": "0900-fout"}, "Schrijf alleen cijfers"),
        ("service", {"phone": "112", "dial": "113"}, "Dit is niet het nummer dat mensen lezen."),
        ("service", {"phone": "112", "dial": ""}, "Dit is niet het nummer dat mensen lezen."),
        ("document", {"elsewhere": "http://voorbeeld.nl/"}, "begint met https://"),
        ("story", {"video": "ftp://voorbeeld.nl/film"}, "begint met https://"),
        ("story", {"composite": ""}, "Over wie gaat het verhaal"),
        ("article", {"status": "reconstructed"}, "Schrijf op wat niet zeker is."),
        ("article", {"status": "confirmed", "unconfirmed": "Of dit klopt."}, "heeft geen twijfel"),
    ],
)
def test_a_page_of_an_editor_meets_the_rules_of_shipped_ones(kind: str, typed: dict[str, str], reason: str) -> None:
    cast = editors()
    sent = {**WRITTEN, "hours": "dag en nacht", "who": "voor iedereen", **typed, "action-submit": "x"}

    answer = at_work(cast.saskia).post(f"/redactie/pages/add/knowledge/{kind}/{cast.home.pk}/", sent)

    assert reason in answer.text
    assert not ToolkitPage.objects.filter(slug=WRITTEN["slug"]).exists()


def test_the_way_back_to_the_office_leads_past_the_editor() -> None:
    """The start of the office leads an editor to the editor."""
    cast = editors()

    menu = at_work(cast.saskia).get("/redactie/").text

    assert f'"/werk/{cast.desk.organisation.slug}/gelezen/"' in menu
