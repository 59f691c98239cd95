"""Files that the script of a page sends in pieces: at the draft, on one's own page, and at the desk."""

import re
from http import HTTPStatus

import pytest
from django.http import HttpResponse
from django.test import Client

from rugdekking.keys.models import HeldForm
from rugdekking.reports import queries
from rugdekking.reports.files import contents
from rugdekking.reports.models import DraftFile
from rugdekking.vault.files import PIECE
from tests import make
from tests.reports.props import filed
from tests.web.at_work import locked
from tests.web.office.browsing import browser
from tests.web.public.reporting import Reporter

pytestmark = pytest.mark.django_db

CONTENT = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"x" * PIECE


@pytest.fixture
def cast(db: None) -> make.Cast:
    make.content()
    return make.cast()


def writing(cast: make.Cast) -> tuple[Client, str]:
    """The browser of somebody at the last question of a report, and where the script of that page sends to."""
    reporter = Reporter(cast)
    reporter.fills_in("melden/wat/", what="Er is een bericht.")
    reporter.opens("melden/bestanden/")
    return with_token(reporter), f"/{cast.desk.organisation.slug}/melden/bestanden/stukken/"


def with_token(reporter: Reporter) -> Client:
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', reporter.page.content.decode())
    assert token is not None
    reporter.client.defaults["HTTP_X_CSRFTOKEN"] = token[1]
    return reporter.client


def sent(client: Client, address: str, content: bytes = CONTENT, name: str = "foto.jpg") -> HttpResponse:
    """Announce a file and send its pieces, as the script does; gives the last answer."""
    answer = client.post(address, {"name": name, "size": len(content), "changed": "1"})
    while answer.status_code == HTTPStatus.OK and not answer.json().get("done"):
        state = answer.json()
        file, number = state.get("file"), state["there"]
        part = content[number * PIECE : (number + 1) * PIECE]
        answer = client.post(f"{address}{file}/{number}/", part, content_type="application/octet-stream")
    return answer


def test_a_draft_gets_its_file_and_nothing_typed_is_lost(cast: make.Cast) -> None:
    client, address = writing(cast)

    assert sent(client, address).json() == {"done": True}

    assert DraftFile.objects.count() == 1
    text = client.get(f"/{cast.desk.organisation.slug}/melden/controle/").content.decode()
    assert "foto.jpg" in text
    assert "Er is een bericht." in text


def test_on_ones_own_page_and_at_the_desk_a_file_comes_in_too(cast: make.Cast) -> None:
    own = filed(cast)
    client = Client()
    home = f"/{cast.desk.organisation.slug}/mijn/"
    client.post(home, {"toegangscode": own.code.text})
    desk = browser(cast.greet)

    mine = sent(client, f"{home}{own.report.reference}/bestanden/stukken/")
    theirs = sent(
        desk.client, f"{desk.home}zaken/melding/{own.report.reference}/bestanden/stukken/", name="brief.jpg"
    )

    assert (mine.json(), theirs.json()) == ({"done": True}, {"done": True})
    pieces = queries.evidence(own.report, own.ring)
    assert {(one.file.name, one.added_by) for one in pieces} == {("foto.jpg", "reporter"), ("brief.jpg", "desk")}
    assert all(b"".join(contents(one.file)) == CONTENT for one in pieces)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [("virus.exe", b"MZ", "‘virus.exe’ kunnen wij niet aannemen"), ("foto.jpg", b"", "‘foto.jpg’ is leeg")],
)
def test_a_file_that_cannot_be_taken_gets_its_sentence(
    cast: make.Cast, name: str, content: bytes, sentence: str
) -> None:
    answer = sent(*writing(cast), content, name)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sentence in answer.json()["reason"]


def test_a_piece_out_of_turn_and_a_piece_of_nothing_are_told_apart_from_a_refusal(cast: make.Cast) -> None:
    client, address = writing(cast)
    file = client.post(address, {"name": "foto.jpg", "size": len(CONTENT)}).json()["file"]

    for wrong in (f"{address}{file}/1/", f"{address}00000000-0000-4000-8000-000000000000/0/"):
        answer = client.post(wrong, b"x", content_type="application/octet-stream")
        assert answer.status_code == HTTPStatus.CONFLICT
    for size in ("veel", "9" * 5000):
        assert client.post(address, {"name": "foto.jpg", "size": size}).status_code == HTTPStatus.BAD_REQUEST


def test_a_piece_that_meets_a_locked_screen_is_not_kept_as_a_form(cast: make.Cast) -> None:
    own = filed(cast)
    client = locked(cast.greet)
    address = f"/werk/{cast.desk.organisation.slug}/zaken/melding/{own.report.reference}/bestanden/stukken/"

    answer = client.post(address, {"name": "foto.jpg", "size": 100}, headers={"X-CSRFToken": "x"})

    assert answer.status_code == HTTPStatus.FOUND
    assert not HeldForm.objects.exists()


def test_the_last_piece_sent_twice_is_one_file(cast: make.Cast) -> None:
    client, address = writing(cast)
    file = client.post(address, {"name": "foto.jpg", "size": 100}).json()["file"]

    answers = [
        client.post(f"{address}{file}/0/", CONTENT[:100], content_type="application/octet-stream") for _ in range(2)
    ]

    assert [answer.json() for answer in answers] == [{"done": True}] * 2
    assert DraftFile.objects.count() == 1
