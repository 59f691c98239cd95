"""What a page of a kind needs before readers see it."""

import pytest

from rugdekking.knowledge.models import Document, Story

pytestmark = pytest.mark.django_db
FILM = "https://voorbeeld.nl/film"
SHEET = "https://voorbeeld.nl/blad.pdf"


@pytest.mark.parametrize(
    ("told", "missing"),
    [
        ({"composite": True}, set()),
        ({"composite": False, "consent": " "}, {"consent"}),
        ({"composite": False, "consent": "Brief van 1 maart 2026"}, set()),
        ({"composite": True, "video": FILM}, {"consent"}),
        ({"composite": False, "video": FILM, "consent": "Brief van 1 maart 2026"}, set()),
    ],
)
def test_a_story_of_somebody_and_every_film_needs_a_yes_on_record(told: dict[str, object], missing: set[str]) -> None:
    assert set(Story(body="Zo ging het.", **told).faults_of_a_whole_page()) == missing


@pytest.mark.parametrize(
    ("told", "missing"),
    [
        ({}, set()),
        ({"elsewhere": SHEET}, {"file_kind", "kilobytes"}),
        ({"elsewhere": SHEET, "file_kind": "pdf"}, {"kilobytes"}),
        ({"elsewhere": SHEET, "file_kind": "pdf", "kilobytes": 444}, set()),
        ({"elsewhere": SHEET, "file_kind": "web"}, set()),
        ({"elsewhere": "https://politie.nl@elders.example/", "file_kind": "web"}, {"elsewhere"}),
    ],
)
def test_a_document_elsewhere_says_what_it_is_and_how_large(told: dict[str, object], missing: set[str]) -> None:
    assert set(Document(body="Een blad.", **told).faults_of_a_whole_page()) == missing
