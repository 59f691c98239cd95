"""However a request spells the name of the site, the site has one."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.utils import override_settings

from rugdekking.web.hosts import by_its_own_name


def told(host: str) -> str:
    def answer(request: HttpRequest) -> HttpResponse:
        return HttpResponse(request.META["HTTP_HOST"])

    response = by_its_own_name(answer)(RequestFactory(headers={"host": host}).get("/"))
    assert isinstance(response, HttpResponse)
    return response.text


@pytest.mark.parametrize(
    ("spelled", "name"),
    [
        ("noordmeer.nl", "noordmeer.nl"),
        ("NOORDMEER.nl", "noordmeer.nl"),
        ("noordmeer.nl:1", "noordmeer.nl"),
        ("melden.noordmeer.nl:8443", "melden.noordmeer.nl:8443"),
        ("melden.noordmeer.nl:1", "melden.noordmeer.nl"),
        ("[::1]:99", "[::1]"),
    ],
)
def test_small_letters_and_no_port_but_a_named_one(spelled: str, name: str) -> None:
    with override_settings(HTTPS=True, HOSTS=["noordmeer.nl", "melden.noordmeer.nl:8443"]):
        assert told(spelled) == name


def test_a_demo_keeps_its_port() -> None:
    with override_settings(HTTPS=False):
        assert told("Localhost:8001") == "localhost:8001"
