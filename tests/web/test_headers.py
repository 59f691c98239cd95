"""What every answer says to the browser about keeping and sharing."""

from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from rugdekking.web.headers import private
from rugdekking.web.ui import assets


def answered(response: HttpResponse, rf: RequestFactory) -> HttpResponse:
    def page(request: HttpRequest) -> HttpResponse:
        return response

    given = private(page)(rf.get("/"))
    assert isinstance(given, HttpResponse)
    return given


def test_no_page_is_kept_by_the_browser(rf: RequestFactory) -> None:
    assert answered(HttpResponse("x"), rf).headers["Cache-Control"] == "no-store"


def test_a_page_may_say_otherwise_itself(rf: RequestFactory) -> None:
    response = HttpResponse("x", headers={"Cache-Control": "public, max-age=60"})

    assert answered(response, rf).headers["Cache-Control"] == "public, max-age=60"


def test_camera_and_place_are_off_and_nothing_is_shared(rf: RequestFactory) -> None:
    headers = answered(HttpResponse("x"), rf).headers

    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"


def test_error_pages_have_the_headers_too(client: Client, db: None) -> None:
    response = client.get("/bestaat/echt/niet/")

    assert response.headers["Cache-Control"] == "no-store"
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    assert "unsafe" not in response.headers["Content-Security-Policy"]


def test_a_static_file_may_be_kept_and_is_not_for_other_sites(client: Client, db: None) -> None:
    response = client.get(assets.addresses()["public"])
    response.close()

    assert "no-store" not in response.headers["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in response.headers
