"""National pages come from the shipped files; an organisation's own page goes before them."""

from datetime import timedelta

import pytest
from wagtail.models import Locale, Page

from rugdekking.content.models import ContentKind, Item
from rugdekking.content.queries import forget
from rugdekking.knowledge.models import Article, ThemePage, ToolkitPage
from rugdekking.knowledge.operations import open_for, publish_shipped
from rugdekking.knowledge.queries import page_at, shown_by
from tests import make
from tests.knowledge.props import an_article, published

pytestmark = pytest.mark.django_db


def test_every_shipped_page_stands_in_the_toolkit_of_every_organisation() -> None:
    make.content()
    organisation = make.desk().organisation

    assert publish_shipped(at=make.MIDDAY) == Item.objects.filter(kind=ContentKind.TOOLKIT).count()

    page = page_at(organisation, "politie-en-wet")
    assert page is not None
    assert page.title == "Politie en wet"
    assert [page.specific_class for page in shown_by(organisation)].count(ThemePage) == 13


def test_a_second_start_changes_nothing() -> None:
    published("reporting")

    assert publish_shipped(at=make.MIDDAY + timedelta(days=1)) == 0


def test_a_new_version_of_a_file_is_a_new_version_of_its_page() -> None:
    published("reporting")
    organisation = make.desk().organisation
    _a_new_version("reporting", title="Melden helpt")

    assert publish_shipped(at=make.MIDDAY) == 1

    page = page_at(organisation, "melden")
    assert page is not None
    assert (page.title, page.shipped_version) == ("Melden helpt", 2)
    assert page.revisions.count() == 2


def test_an_own_page_goes_before_the_national_one_with_its_address() -> None:
    published("reporting")
    mine, other = make.desk().organisation, make.desk().organisation
    an_article(open_for(mine, at=make.MIDDAY), title="Onze eigen uitleg", slug="melden", live=True)

    shown = {one: page_at(one, "melden") for one in (mine, other)}

    assert [str(shown[one]) for one in (mine, other)] == ["Onze eigen uitleg", "Melden en wat er dan gebeurt"]
    assert [page.title for page in shown_by(mine)].count("Onze eigen uitleg") == 1
    assert "Onze eigen uitleg" not in [page.title for page in shown_by(other)]


def test_a_draft_is_on_nobodys_page() -> None:
    organisation = make.desk().organisation
    an_article(open_for(organisation, at=make.MIDDAY), slug="concept", live=False)

    assert page_at(organisation, "concept") is None
    assert shown_by(organisation) == []


def test_an_organisation_gets_one_room_however_often_it_is_opened() -> None:
    organisation = make.desk().organisation

    assert open_for(organisation, at=make.MIDDAY) == open_for(organisation, at=make.MIDDAY)


def test_a_room_can_be_opened_in_a_database_that_was_emptied() -> None:
    """What Wagtail's migrations wrote is not there after a flush, nor in a database that was made at once."""
    Page.objects.all().delete()
    Locale.objects.all().delete()

    home = open_for(make.desk().organisation, at=make.MIDDAY)

    assert an_article(home, slug="eerste").get_parent().pk == home.pk


def test_a_page_of_an_organisation_can_be_deleted_whole() -> None:
    page = an_article(open_for(make.desk().organisation, at=make.MIDDAY), slug="weg")

    page.delete()

    assert not Article.objects.exists()
    assert not ToolkitPage.objects.filter(slug="weg").exists()


def _a_new_version(name: str, *, title: str) -> None:
    old = Item.objects.get(kind=ContentKind.TOOLKIT, name=name)
    body = old.body.replace('"title":"Melden en wat er dan gebeurt"', f'"title":"{title}"').replace(
        '"version":1', '"version":2'
    )
    Item.objects.create(
        kind=old.kind,
        name=name,
        version=2,
        valid_from=old.valid_from,
        loaded_on=old.loaded_on,
        body=body,
        file_digest="another",
    )
    forget()
