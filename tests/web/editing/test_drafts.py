"""A draft may be half; what goes to a second reader is whole."""

import pytest

from rugdekking.knowledge.models import ToolkitPage
from tests.knowledge.props import an_article
from tests.web.editing.props import WRITTEN, at_work, editors

pytestmark = pytest.mark.django_db

EMPTY = {**dict.fromkeys(WRITTEN, ""), "audience": [], "phase": [], "status": "own", "title": "Eerst de kop"}
# A stream of steps without any.
NO_STEPS = {"steps-count": "0"}


@pytest.mark.parametrize("kind", ["guide", "event"])
def test_a_draft_needs_no_more_than_a_title_and_can_be_looked_at(kind: str) -> None:
    cast = editors()
    saskia = at_work(cast.saskia)

    kept = saskia.post(f"/redactie/pages/add/knowledge/{kind}/{cast.home.pk}/", {**EMPTY, **NO_STEPS})

    page = ToolkitPage.objects.child_of(cast.home).get()
    assert kept.headers["Location"] == f"/redactie/pages/{page.pk}/edit/"
    assert (page.slug, page.live, page.review_by) == ("eerst-de-kop", False, None)
    assert "Eerst de kop" in saskia.get(f"/redactie/pages/{page.pk}/view_draft/").text


def test_a_draft_without_a_title_is_not_kept() -> None:
    cast = editors()

    at_work(cast.saskia).post(f"/redactie/pages/add/knowledge/article/{cast.home.pk}/", {**EMPTY, "title": ""})

    assert not ToolkitPage.objects.child_of(cast.home).exists()


def test_handing_in_says_first_that_a_draft_may_be_half_and_then_what_is_missing() -> None:
    cast = editors()
    saskia = at_work(cast.saskia)
    half = {**WRITTEN, "source": "", "keeper": "", "review_by": ""}
    saskia.post(f"/redactie/pages/add/knowledge/article/{cast.home.pk}/", half)
    page = ToolkitPage.objects.child_of(cast.home).get()

    refused = saskia.post(f"/redactie/pages/{page.pk}/edit/", {**half, "action-submit": "x"}).text

    first = refused.index("Een concept mag half zijn")
    assert all(refused.index(f"{label}: ") > first for label in ("Bron", "Eigenaar", "Opnieuw nakijken voor"))
    assert "Samenvatting: " not in refused
    page.refresh_from_db()
    assert not page.workflow_in_progress

    handed_in = saskia.post(f"/redactie/pages/{page.pk}/edit/", {**WRITTEN, "action-submit": "x"})
    page.refresh_from_db()
    assert (handed_in.status_code, page.workflow_in_progress) == (302, True)


def test_a_draft_shows_as_readers_would_see_it_also_with_links_that_are_no_address_yet() -> None:
    cast = editors()
    page = an_article(
        cast.home, body="[een](hulp:foo/bar), [twee](hulp:), [drie](hulp:é) en [vier](meldpunt:wat/dan)"
    )
    page.save_revision(clean=False)

    seen = at_work(cast.saskia).get(f"/redactie/pages/{page.pk}/view_draft/")

    assert seen.status_code == 200
    assert "drie" in seen.text


def test_a_draft_may_hold_what_readers_would_stumble_over() -> None:
    cast = editors()
    saskia = at_work(cast.saskia)
    sent = {**WRITTEN, "body": "### Nog zonder kop\n[hier](nog-uitzoeken)", "status": "confirmed", "unconfirmed": "?"}

    kept = saskia.post(f"/redactie/pages/add/knowledge/article/{cast.home.pk}/", sent)

    assert kept.status_code == 302
    page = ToolkitPage.objects.child_of(cast.home).get()
    refused = saskia.post(f"/redactie/pages/{page.pk}/edit/", {**sent, "action-submit": "x"})
    assert "Regel 1" in refused.text
