"""An address that readers knew leads on to the page, or says that it is gone."""

from pathlib import Path

import pytest
from django.test import Client

from rugdekking.audit.models import Entry
from rugdekking.content.models import ContentKind, Item
from rugdekking.content.queries import forget
from rugdekking.knowledge.models import Article, Home, ToolkitPage
from rugdekking.knowledge.operations import open_for, publish_shipped
from rugdekking.knowledge.queries import page_at
from rugdekking.organisations.models import Organisation
from tests import make
from tests.knowledge.props import an_article, published

pytestmark = pytest.mark.django_db


def answer(organisation: Organisation, slug: str) -> tuple[int, str]:
    """The code of the page at this address, and where it leads to."""
    found = Client().get(f"/{organisation.slug}/hulp/{slug}/")
    return found.status_code, found.headers.get("Location", "").removeprefix(f"/{organisation.slug}/hulp/")


def moved(page: Article, slug: str) -> None:
    """As publishing a version with another address does."""
    page.slug = slug
    page.save()


@pytest.fixture
def home() -> Home:
    return open_for(make.desk().organisation, at=make.MIDDAY)


def test_every_address_that_a_page_had_leads_to_where_it_stands_now(home: Home) -> None:
    page = an_article(home, slug="eerst", live=True, first_published_at=make.MIDDAY)
    moved(page, "daarna")
    moved(page, "nu")

    assert answer(home.organisation, "eerst") == answer(home.organisation, "daarna") == (301, "nu/")

    moved(page, "eerst")
    assert answer(home.organisation, "eerst")[0] == 200
    assert answer(home.organisation, "nu") == (301, "eerst/")


def test_an_address_that_no_reader_ever_saw_leads_nowhere(home: Home) -> None:
    moved(an_article(home, slug="concept"), "toch-anders")

    assert answer(home.organisation, "concept") == answer(home.organisation, "toch-anders") == (404, "")


def test_an_editor_alone_changes_no_address_with_a_page_that_is_offline(home: Home) -> None:
    moved(an_article(home, slug="vroeger", title="Zoals het was", live=True, first_published_at=make.MIDDAY), "nu")
    page = an_article(home, slug="weg", live=True, first_published_at=make.MIDDAY)
    page.unpublish()

    moved(page, "vroeger")
    page.save_revision()

    assert answer(home.organisation, "vroeger") == (301, "nu/")
    assert answer(home.organisation, "weg")[0] == 410
    assert page.get_latest_revision_as_object().slug == "vroeger"

    page.get_latest_revision().publish()
    assert answer(home.organisation, "vroeger")[0] == 200
    assert answer(home.organisation, "weg") == (301, "vroeger/")


def test_a_page_that_was_taken_offline_says_that_it_is_gone_and_leads_to_the_search(home: Home) -> None:
    page = an_article(home, slug="eerst", live=True, first_published_at=make.MIDDAY)
    moved(page, "daarna")
    page.unpublish()

    for slug in ("eerst", "daarna"):
        gone = Client().get(f"/{home.organisation.slug}/hulp/{slug}/")
        assert gone.status_code == 410
        assert f'action="/{home.organisation.slug}/hulp/zoeken/"' in gone.text
        assert gone.headers["X-Robots-Tag"] == "noindex"


def test_a_new_page_takes_an_address_that_another_one_left(home: Home) -> None:
    moved(an_article(home, slug="actueel", live=True, first_published_at=make.MIDDAY), "vorig-jaar")
    an_article(home, slug="actueel", title="Dit jaar", live=True, first_published_at=make.MIDDAY)

    assert answer(home.organisation, "actueel")[0] == 200


def test_addresses_of_another_organisation_lead_nowhere_here(home: Home) -> None:
    moved(an_article(home, slug="eerst", live=True, first_published_at=make.MIDDAY), "nu")

    assert answer(make.desk().organisation, "eerst") == (404, "")


def test_a_shipped_page_with_another_address_is_found_at_both_and_takes_own_versions_along(home: Home) -> None:
    published("step_plan")
    other = make.desk().organisation
    own = an_article(home, slug="stappenplan", title="Ons plan", live=True, first_published_at=make.MIDDAY)
    own.save_revision().publish()
    _a_new_version("step_plan", '"address":"stappenplan"', '"address":"wat-doet-wie"')

    publish_shipped(at=make.MIDDAY)

    assert answer(other, "stappenplan") == (301, "wat-doet-wie/")
    assert answer(other, "stappenplan/voor/raadsleden") == (301, "wat-doet-wie/voor/raadsleden/")
    own.refresh_from_db()
    assert own.get_latest_revision_as_object().slug == own.slug == "wat-doet-wie"
    assert str(page_at(home.organisation, "wat-doet-wie")) == "Ons plan"
    assert answer(home.organisation, "stappenplan") == (301, "wat-doet-wie/")
    assert Entry.objects.get(action="page.moved").organisation == home.organisation.pk


@pytest.mark.parametrize("order", [("bribery", "reporting"), ("reporting", "bribery")])
def test_own_versions_follow_pages_that_swap_addresses(home: Home, order: tuple[str, str]) -> None:
    one, other = _addresses(*order)
    for slug in (one, other):
        an_article(home, slug=slug, title=f"Ooit op {slug}", live=True, first_published_at=make.MIDDAY)
    _at_other_addresses({order[0]: other, order[1]: one})

    publish_shipped(at=make.MIDDAY)

    assert [str(page_at(home.organisation, slug)) for slug in (one, other)] == [f"Ooit op {other}", f"Ooit op {one}"]
    assert Entry.objects.filter(action="page.moved").count() == 2


@pytest.mark.parametrize("order", [("bribery", "reporting"), ("reporting", "bribery")])
def test_an_own_version_follows_in_a_chain_of_addresses_and_stands_before_no_other_page(
    home: Home, order: tuple[str, str]
) -> None:
    one, other = _addresses(*order)
    own = an_article(home, slug=other, title="Die van ons", live=True, first_published_at=make.MIDDAY)
    _at_other_addresses({order[0]: other, order[1]: "ergens-anders"})

    publish_shipped(at=make.MIDDAY)

    own.refresh_from_db()
    assert own.slug == "ergens-anders"
    shown = page_at(home.organisation, other)
    assert shown is not None
    assert shown.shipped == order[0]
    assert answer(home.organisation, one) == (301, f"{other}/")


def test_an_own_version_that_finds_another_own_page_at_the_new_address_stays_and_the_log_says_so(home: Home) -> None:
    one, other = _addresses("bribery", "reporting")
    for slug in (one, other, "bezet"):
        an_article(home, slug=slug, title=f"Ooit op {slug}", live=True)
    _at_other_addresses({"bribery": other, "reporting": "bezet"})

    publish_shipped(at=make.MIDDAY)

    assert [str(page_at(home.organisation, slug)) for slug in (one, other)] == [f"Ooit op {one}", f"Ooit op {other}"]
    assert Entry.objects.filter(action="page.could_not_move").count() == 2


def test_a_shipped_page_that_becomes_another_kind_keeps_its_readers_and_takes_own_versions_along(home: Home) -> None:
    published("bribery")
    organisation = make.desk().organisation
    before = str(ToolkitPage.objects.get(shipped="bribery").slug)
    an_article(home, slug=before, title="Die van ons", live=True, first_published_at=make.MIDDAY)
    _a_new_version("bribery", '"kind":"article"', '"kind":"question"', '"address":"', '"address":"over-')

    publish_shipped(at=make.MIDDAY)

    assert ToolkitPage.objects.get(shipped="bribery").specific_class is not Article
    assert answer(organisation, before) == (301, f"over-{before}/")
    assert str(page_at(home.organisation, f"over-{before}")) == "Die van ons"


def test_a_page_whose_file_is_gone_goes_offline_but_not_where_the_organisation_wrote_its_own(
    home: Home, tmp_path: Path
) -> None:
    published("reporting", "bribery")
    other = open_for(make.desk().organisation, at=make.MIDDAY).organisation
    slug = str(ToolkitPage.objects.get(shipped="bribery").slug)
    an_article(home, slug=slug, title="Onze regels", live=True)
    a_release(tmp_path, "reporting")

    assert publish_shipped(at=make.MIDDAY, folder=tmp_path) == 1
    assert publish_shipped(at=make.MIDDAY, folder=tmp_path) == 0

    assert answer(other, slug)[0] == 410
    assert str(page_at(home.organisation, slug)) == "Onze regels"
    gone = Entry.objects.filter(action="page.no_longer_shipped").values_list("organisation", flat=True)
    assert other.pk in gone
    assert home.organisation.pk not in gone

    a_release(tmp_path, "bribery")
    assert publish_shipped(at=make.MIDDAY, folder=tmp_path) == 1
    assert answer(other, slug)[0] == 200


def test_a_file_with_another_name_takes_over_the_address_and_nobody_hears_of_a_page_that_went(
    home: Home, tmp_path: Path
) -> None:
    published("bribery")
    organisation = home.organisation
    old = Item.objects.get(kind=ContentKind.TOOLKIT)
    Item.objects.create(
        kind=old.kind,
        name="bribes",
        version=1,
        valid_from=old.valid_from,
        loaded_on=old.loaded_on,
        body=old.body.replace('"id":"bribery"', '"id":"bribes"'),
        file_digest="another",
    )
    a_release(tmp_path, "bribes")

    assert publish_shipped(at=make.MIDDAY, folder=tmp_path) == 2

    assert not Entry.objects.filter(action="page.no_longer_shipped").exists()
    page = page_at(organisation, "omkoping")
    assert page is not None
    assert page.shipped == "bribes"
    assert answer(organisation, "omkoping")[0] == 200


def test_a_folder_that_is_not_there_takes_nothing_offline(tmp_path: Path) -> None:
    published("reporting")

    publish_shipped(at=make.MIDDAY, folder=tmp_path / "nowhere")

    assert ToolkitPage.objects.live().filter(shipped="reporting").exists()


def a_release(folder: Path, *names: str) -> None:
    """What counts is which files there are."""
    shelf = folder / ContentKind.TOOLKIT
    shelf.mkdir(exist_ok=True)
    for name in names:
        (shelf / f"{name}.yaml").touch()


def _addresses(*names: str) -> list[str]:
    """Where these national pages stand, and no others."""
    published(*names)
    stand = dict(ToolkitPage.objects.exclude(shipped="").values_list("shipped", "slug"))
    return [stand[name] for name in names]


def _at_other_addresses(now: dict[str, str]) -> None:
    for name, slug in now.items():
        before = ToolkitPage.objects.get(shipped=name).slug
        _a_new_version(name, f'"address":"{before}"', f'"address":"{slug}"')


def _a_new_version(name: str, *changes: str) -> None:
    old = Item.objects.get(kind=ContentKind.TOOLKIT, name=name)
    body = old.body.replace(f'"version":{old.version}', f'"version":{old.version + 1}')
    for before, after in zip(changes[::2], changes[1::2], strict=True):
        assert before in body
        body = body.replace(before, after)
    Item.objects.create(
        kind=old.kind,
        name=name,
        version=old.version + 1,
        valid_from=old.valid_from,
        loaded_on=old.loaded_on,
        body=body,
        file_digest="another",
    )
    forget()
