"""What somebody reads when it goes wrong."""

from collections.abc import Callable

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from rugdekking.web import errors

Answer = Callable[[HttpRequest], HttpResponse]

PAGES: dict[int | str, Answer] = {
    400: lambda request: errors.unclear(request, ValueError()),
    403: lambda request: errors.not_allowed(request, PermissionError()),
    "forged": lambda request: errors.forged(request, "CSRF token missing."),
    404: lambda request: errors.not_found(request, Http404()),
    413: errors.too_large,
    500: errors.broken,
    503: errors.no_files,
}


@pytest.fixture
def request_of_somebody(rf: RequestFactory) -> HttpRequest:
    return rf.get("/waterlaar/melden/")


@pytest.mark.parametrize("page", PAGES.values(), ids=map(str, PAGES))
def test_help_is_on_every_error_page_also_without_a_database(page: Answer, request_of_somebody: HttpRequest) -> None:
    text = page(request_of_somebody).content.decode()

    assert 'href="tel:112"' in text
    assert 'href="tel:+31703738314"' in text
    assert 'href="/weg"' in text


def test_each_error_has_its_own_status(request_of_somebody: HttpRequest) -> None:
    statuses = {name: page(request_of_somebody).status_code for name, page in PAGES.items()}

    assert statuses == {400: 400, 403: 403, "forged": 403, 404: 404, 413: 413, 500: 500, 503: 503}


def test_a_form_that_was_open_too_long_says_how_to_go_on(request_of_somebody: HttpRequest) -> None:
    text = errors.forged(request_of_somebody, "CSRF token from POST incorrect.").content.decode()

    assert "De pagina stond te lang open" in text
    assert "Zo gaat u verder" in text
    assert "CSRF" not in text


TYPED = "Hij stond weer voor de deur, en riep dat hij weet waar mijn kinderen naar school gaan."


def posted(address: str, came_from: str) -> str:
    """The answer to a form whose token no longer counts, sent from a page of this site or of another."""
    typed = {"what": TYPED, "phone": "0612345678", "toegangscode": "0123-4567-89AB-CDEF-GHJK-MNPQ"}
    answer = Client(enforce_csrf_checks=True).post(address, typed, headers={"sec-fetch-site": came_from})
    assert answer.status_code == 403
    return answer.content.decode()


def test_who_was_too_late_gets_back_what_they_typed_but_no_code(db: None) -> None:
    page = posted("/waterlaar/melden/kort/", "same-origin")

    assert TYPED in page
    assert "Kopieer uw tekst" in page
    assert "0123-4567" not in page


@pytest.mark.parametrize(
    ("address", "came_from"),
    [("/waterlaar/melden/kort/", "cross-site"), ("/account/kluis/", "same-origin")],
)
def test_no_words_of_another_site_and_no_passphrase_are_shown(db: None, address: str, came_from: str) -> None:
    assert TYPED not in posted(address, came_from)


def test_a_page_that_does_not_exist_repeats_nothing_of_its_address(client: Client, db: None) -> None:
    response = client.get("/bestaat/niet/hakketak/")

    assert response.status_code == 404
    assert "hakketak" not in response.content.decode()
