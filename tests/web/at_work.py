"""A colleague at work: signed in with a second factor, and unlocked."""

from http.cookies import SimpleCookie

from django.conf import settings
from django.test import Client

from rugdekking.keys import operations as keys
from rugdekking.keys.rings import StaffRing
from rugdekking.people.sessions import SessionStore
from tests.make import MIDDAY, PASSPHRASE
from tests.recording import a_step
from tests.web.signing_in import signed_in


def locked(ring: StaffRing) -> Client:
    """The browser of a colleague who signed in and did not unlock yet."""
    return _with(_cookies_at_the_door(ring))


def unlocked(ring: StaffRing) -> Client:
    """The browser of a colleague who is ready to work."""
    return _with(_cookies_inside(ring))


def by_passphrase(ring: StaffRing) -> Client:
    """The browser of a colleague who unlocked on the page itself, with all that it looks at on the way."""
    client = locked(ring)
    answer = client.post("/account/kluis/", {"passphrase": PASSPHRASE})
    assert answer.status_code == 302
    return client


@a_step
def _cookies_at_the_door(ring: StaffRing) -> SimpleCookie:
    keys.prove_codes_kept(ring.membership.person, typed=a_code_of(ring), at=MIDDAY)
    return signed_in(ring.membership.person).cookies


@a_step
def _cookies_inside(ring: StaffRing) -> SimpleCookie:
    """What the page leaves behind that takes the passphrase; test_at_work.py holds the two against each other."""
    cookies = signed_in(ring.membership.person).cookies
    session = SessionStore(cookies[settings.STAFF_COOKIE].value)
    session.keep_unlocked(ring.secret.seed)
    session.save()
    return cookies


def _with(cookies: SimpleCookie) -> Client:
    client = Client()
    client.cookies = cookies
    return client


def a_code_of(ring: StaffRing) -> str:
    """A recovery code of this colleague; their earlier codes stop working."""
    return keys.renew_codes(ring.membership.person, secret=ring.secret)[0].text
