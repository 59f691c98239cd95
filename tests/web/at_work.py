"""A colleague at work: signed in with a second factor, and unlocked, through the pages themselves."""

from http.cookies import SimpleCookie

from django.test import Client

from rugdekking.keys import operations as keys
from rugdekking.keys.rings import StaffRing
from tests.make import MIDDAY, PASSPHRASE
from tests.recording import a_step
from tests.web.signing_in import signed_in


def locked(ring: StaffRing) -> Client:
    """The browser of a colleague who signed in and did not unlock yet."""
    return _with(_cookies_at_the_door(ring))


def unlocked(ring: StaffRing) -> Client:
    """The browser of a colleague who is ready to work."""
    return _with(_cookies_inside(ring))


@a_step
def _cookies_at_the_door(ring: StaffRing) -> SimpleCookie:
    keys.prove_codes_kept(ring.membership.person, typed=a_code_of(ring), at=MIDDAY)
    return signed_in(ring.membership.person).cookies


@a_step
def _cookies_inside(ring: StaffRing) -> SimpleCookie:
    client = locked(ring)
    answer = client.post("/account/kluis/", {"passphrase": PASSPHRASE})
    assert answer.status_code == 302
    return client.cookies


def _with(cookies: SimpleCookie) -> Client:
    client = Client()
    client.cookies = cookies
    return client


def a_code_of(ring: StaffRing) -> str:
    """A recovery code of this colleague; their earlier codes stop working."""
    return keys.renew_codes(ring.membership.person, secret=ring.secret)[0].text
