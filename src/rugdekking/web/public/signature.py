"""How to check what the desk hands over: the public half of every key that it signed with, and what to do with it."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from rugdekking.keys.signing import signing_keys
from rugdekking.organisations.models import Desk
from rugdekking.vault.minisign import key_name, public_key
from rugdekking.web.public.pages import show
from rugdekking.web.public.places import place_at


@require_safe
def signature(request: HttpRequest, organisation: str) -> HttpResponse:
    """For whoever got a file of this desk, such as the police."""
    place = place_at(organisation)
    return show(request, "signature", place, {"keys": list(_shown(place.desk))})


def _shown(desk: Desk) -> Iterator[dict[str, object]]:
    for row in signing_keys(desk):
        line = public_key(bytes(row.signing_public or b""), key=row.pk)
        yield {"name": key_name(row.pk), "line": line, "since": row.made_on, "until": row.retired_on}
