"""Who gets into the toolkit's editor, and what they find there."""

import pytest

from rugdekking.audit.actor import SYSTEM
from rugdekking.organisations.operations import end_membership, set_roles
from rugdekking.organisations.roles import Role
from rugdekking.web.editing.urls import OPEN, names
from tests import make
from tests.attacks.addresses import all_filled
from tests.attacks.world import BLANKS_OF_THE_EDITOR, NO_ID
from tests.knowledge.props import an_article
from tests.web.editing.props import WRITTEN, at, at_work, editors, written

pytestmark = pytest.mark.django_db


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


def test_the_home_itself_stays() -> None:
    cast = editors()
    saskia = at_work(cast.saskia)

    for what in ("edit", "delete", "unpublish"):
        saskia.post(at(cast.home, what), WRITTEN)

    cast.home.refresh_from_db()
    assert (cast.home.live, cast.home.title) == (True, cast.desk.organisation.name)


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


def test_the_way_back_to_the_office_leads_past_the_editor() -> None:
    """The start of the office leads an editor to the editor."""
    cast = editors()

    menu = at_work(cast.saskia).get("/redactie/").text

    assert f'"/werk/{cast.desk.organisation.slug}/gelezen/"' in menu
