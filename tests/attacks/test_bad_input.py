"""Whatever somebody sends: a clear answer or the text as it was typed, never a fault, never a page that runs it."""

from collections.abc import Mapping
from html import unescape
from http.client import HTTPConnection

import pytest

from tests.attacks.place import PASSWORD, SLUG, Place
from tests.attacks.visitor import Form, Page, Value, Visitor
from tests.make import PASSPHRASE
from tests.servers.web import Server
from tests.web.signing_in import code_now

pytestmark = pytest.mark.xdist_group("attacked-server")

PATH, MINE = f"/{SLUG}/melden/", f"/{SLUG}/mijn/"
QUESTIONS = (
    "veilig",
    "wat",
    "wanneer",
    "waar",
    "wie",
    "gericht",
    "uzelf",
    "voor-wie",
    "niet-weten",
    "wens",
    "bereik",
)
WAYS = (*(f"{PATH}{name}/" for name in QUESTIONS), f"{PATH}kort/", f"/{SLUG}/bel-mij/", f"/{SLUG}/onveilig-gevoel/")
OWN = ("berichten/", "tekst/verbeteren/", "terugkijken/", "niet-weten/")

# What comes back as it was typed.
KEPT = {
    "emoji": "Bang 😱👩‍👩‍👧 en 🇳🇱",
    "right to left": "שלום \u202eevil\u202c مرحبا",
    "html": "<script>alert('x')</script><img src=x onerror=alert(1)>\"'&amp;",
    "template": "{{ request.META }}{% debug %}{% load x %}",
    "formula": '=HYPERLINK("http://kwaad.example","klik")',
    "sql": "'; DROP TABLE reports_report; --",
    "lines": "een\ntwee\n\n\ndrie",
    "odd letters": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢ \u200b\ufeff\u2028 Ⓐ ﷽",
    "json": '{"what": null}',
    "percent": "100% %s %00 %(naam)s",
}
# What gets a sentence, or comes back with replacement characters; it is no text.
REFUSED: Mapping[str, str | bytes] = {
    "null": "voor\0na",
    "lone surrogate": b"voor\xed\xa0\x80na",
    "no utf-8": b"\xff\xfe\x00voor",
    "a million letters": "a" * 1_000_000,
    "empty": "",
    "blank": " \n\t ",
}


def filled(form: Form, value: str | bytes) -> dict[str, Value]:
    """The form with `value` in every field that takes words; what is very long in the first one."""
    names = [name for name, one in form.fields.items() if one.is_words]
    words = dict.fromkeys(names if len(value) < 10_000 else names[:1], value)
    chosen = {name: one.choices[:1] for name, one in form.fields.items() if one.kind == "radio"}
    return {**chosen, **words}  # type: ignore[dict-item]


def own_form(page: Page) -> Form:
    """The form in which the page asks its question."""
    here = page.address.partition("?")[0]
    return max((one for one in page.forms() if one.action.partition("?")[0] == here), key=lambda one: len(one.fields))


def is_calm(page: Page) -> bool:
    """An answer, not a fault; and nothing of what was typed has become part of the page."""
    raw = page.content.decode()
    return page.status in {200, 303, 400, 403, 413} and "<script>alert" not in raw and "<img src=x" not in raw


def reporter(server: Server) -> tuple[Visitor, str]:
    """Somebody with a report of their own, and its page."""
    one = Visitor(server.port)
    page = one.send(one.get(f"{PATH}kort/").form(having="what"), {"what": "Iets.", "safe": "ja"})
    one.send(page.form(to=f"{PATH}versturen/"))
    return one, one.get(MINE).address


@pytest.mark.parametrize("kind", KEPT)
def test_a_text_is_kept_as_it_was_typed_and_shown_as_text(server: Server, kind: str) -> None:
    value, one = KEPT[kind], Visitor(server.port)

    for question in ("wat", "waar", "wie", "uzelf", "wens"):
        page = one.get(f"{PATH}{question}/")
        assert one.press(own_form(page), filled(own_form(page), value)).status == 303, question
    check = one.get(f"{PATH}controle/")
    again = one.get(f"{PATH}wat/")

    assert is_calm(check)
    assert value.splitlines()[0] in unescape(check.text)
    assert own_form(again).fields["what"].values[0].replace("\r\n", "\n").strip() == value.strip()


@pytest.mark.parametrize("kind", KEPT)
def test_a_message_is_kept_as_it_was_typed_and_shown_as_text(server: Server, kind: str) -> None:
    value = KEPT[kind]
    one, home = reporter(server)

    page = one.get(f"{home}berichten/")
    answer = one.send(page.form(having="text"), {"text": value})

    assert is_calm(answer)
    assert value.splitlines()[0] in unescape(answer.text)


@pytest.mark.parametrize("kind", [*KEPT, *REFUSED])
def test_no_form_of_a_reporter_breaks_on_anything(server: Server, kind: str) -> None:
    value: str | bytes = {**KEPT, **REFUSED}[kind]
    one, (owner, home) = Visitor(server.port), reporter(server)

    for who, address in [*((one, way) for way in WAYS), *((owner, f"{home}{last}") for last in OWN)]:
        page = who.get(address)
        if page.status == 200 and page.address == address:
            assert is_calm(who.press(own_form(page), filled(own_form(page), value))), address
    assert is_calm(one.get(f"{PATH}controle/"))
    assert is_calm(owner.get(home))


@pytest.mark.parametrize("kind", [*KEPT, *REFUSED])
def test_nothing_that_is_typed_as_a_code_breaks_anything(server: Server, kind: str) -> None:
    value: str | bytes = {**KEPT, **REFUSED}[kind]
    one = Visitor(server.port)

    answer = one.press(one.get(MINE).form(having="toegangscode"), {"toegangscode": value})  # type: ignore[dict-item]

    assert is_calm(answer)
    assert answer.status in {200, 413, 429}


def test_a_refused_text_is_told_in_a_sentence_and_the_rest_stays(server: Server) -> None:
    one = Visitor(server.port)
    page = one.get(f"{PATH}wat/")

    null = one.press(own_form(page), {"what": "voor\0na", "first": "een stem"})
    long = one.press(own_form(page), {"what": "a" * 30_000, "first": "een stem"})
    empty = one.press(own_form(page), {"what": "", "first": "een stem"})

    for answer in (null, long, empty):
        assert 'id="fouten"' in answer.text
        assert "een stem" in answer.text


ODD_PATHS = (
    "/%00/", "/%ff%fe/", "/..%2f..%2fetc/passwd", "//kwaad.example/", "/%e2%80%ae/", f"/{SLUG}/melden/%00/",
    f"/{SLUG}/mijn/%00/", f"/{SLUG}/mijn/'%20or%201=1/", "/werk/%00/", f"/werk/{SLUG}/zaken/%00/",
    "/account/uitnodiging/%00/", "/account/wachtwoord/nieuw/1-%00/", "/statisch/..%2f..%2fsettings.py",
    "/statisch/%00", f"/{SLUG}/logo-zzzz", "/" + "a" * 5000 + "/",
)  # fmt: skip
ODD_QUERIES = (
    "?lijst=%00&na=%00",
    "?lijst=x&na=" + "a" * 3000,
    "?na=AAAA&dag=99-99-9999&wat=%ff",
    "?next=%00",
    "?controle=%00",
)


def colleague(server: Server, attacked: Place) -> Visitor:
    one, who = Visitor(server.port), attacked.people["cor"]
    page = one.send(one.get("/account/aanmelden/").form(having="login"), {"login": who.email, "password": PASSWORD})
    one.send(page.form(having="code"), {"code": code_now(who.app)})
    one.send(one.get("/account/kluis/").form(having="passphrase"), {"passphrase": PASSPHRASE})
    return one


def test_no_odd_address_breaks_anything(server: Server, attacked: Place) -> None:
    visitor, cor = Visitor(server.port), colleague(server, attacked)
    pages = ("", "zaken/", "taken/", "beloftes/", "inrichten/")
    odd = [f"/werk/{SLUG}/{page}{query}" for page in pages for query in ODD_QUERIES]
    odd += [f"{PATH}wat/{query}" for query in ODD_QUERIES]

    answers = [one.ask("GET", address) for one in (visitor, cor) for address in (*ODD_PATHS, *odd)]

    assert [answer.address for answer in answers if answer.status >= 500] == []


ODD_BODIES = (
    ("multipart/form-data", b"x"),
    ("multipart/form-data; boundary=", b"--"),
    ("multipart/form-data; boundary=x", b"--x\r\n\r\n\r\n--x--"),
    (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="evidence"; filename="a.jpg"\r\n',
    ),
    ("multipart/form-data; boundary=\xff", b"--x"),
    ("application/x-www-form-urlencoded; charset=rot13", b"what=uryyb"),
    ("application/x-www-form-urlencoded; charset=utf-7", b"what=+ADw-script+AD4-"),
    ("application/json", b'{"what": "x"}'),
    ("text/xml", b"<a/>"),
    ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % number for number in range(5000))),
)


@pytest.mark.parametrize("number", range(len(ODD_BODIES)))
def test_no_odd_body_breaks_anything(server: Server, number: int) -> None:
    kind, body = ODD_BODIES[number]
    one = Visitor(server.port)
    one.get(f"{PATH}wat/")

    for address in (f"{PATH}wat/", f"{PATH}bestanden/", f"/{SLUG}/bel-mij/", MINE, "/account/aanmelden/"):
        answer = one.ask("POST", address, body, {"Content-Type": kind})
        assert answer.status < 500, (address, answer.status)


ODD_HEADERS = (
    {"Cookie": "sessie=\xff\xfe; bureau=%00"},
    {"Cookie": "sessie=" + "a" * 6000},
    {"Cookie": "bureau=" + "a" * 22 + "." + "b" * 43},
    {"Host": "kwaad.example"},
    {"X-Forwarded-For": "'; DROP TABLE", "X-Forwarded-Host": "kwaad.example", "X-Forwarded-Proto": "https"},
    {"Accept-Language": "\xff" * 500},
    {"Content-Length": "-1"},
    {"Content-Length": "nietje"},
)


@pytest.mark.parametrize("number", range(len(ODD_HEADERS)))
def test_no_odd_header_breaks_anything_or_shows_in_an_address(server: Server, number: int) -> None:
    for address in (f"{PATH}wat/", MINE, "/werk/", "/account/aanmelden/"):
        connection = HTTPConnection("127.0.0.1", server.port, timeout=20)
        connection.request("GET", address, headers={"Host": f"localhost:{server.port}", **ODD_HEADERS[number]})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        assert answer.status < 500, address
        assert b"kwaad.example" not in content
        assert "kwaad.example" not in answer.headers.get("Location", "")
