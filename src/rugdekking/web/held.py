"""A form that was posted while the screen was locked: kept for its writer, shown again after unlocking."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponseBase

from rugdekking.kernel.time import day_of
from rugdekking.keys import operations as keys
from rugdekking.keys import queries
from rugdekking.people.models import Person
from rugdekking.vault.secrets import CannotOpen, Secret

NOT_KEPT = frozenset({"csrfmiddlewaretoken", "was_held"})
KEPT_DAYS = 7


class Form(msgspec.Struct, frozen=True):
    """Where it was posted, and what was typed. Files are not kept; the page says so."""

    path: str
    fields: list[tuple[str, str]]
    had_files: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A kept form, opened again."""

    id: UUID
    form: Form
    at: datetime


def keep(request: HttpRequest, person: Person, *, at: datetime) -> None:
    """Keep what was posted, sealed to its writer's own public key: nobody else can read it, nor can the server."""
    fields = [(name, value) for name, values in request.POST.lists() if name not in NOT_KEPT for value in values]
    form = Form(request.path, [(name, str(value)) for name, value in fields], bool(request.FILES))
    keys.hold_form(person, body=msgspec.json.encode(form), at=at)


def forms_of(person: Person, personal: Secret, *, at: datetime) -> list[Held]:
    """What waits for this person. What was sealed to a former key of theirs is passed over."""
    found = []
    for row in queries.held_forms(person, since=day_of(at) - timedelta(days=KEPT_DAYS)):
        try:
            body = keys.open_held_form(row, secret=personal)
        except CannotOpen:
            continue
        found.append(Held(row.pk, msgspec.json.decode(body, type=Form), row.held_at))
    return found


def drop_if_sent(request: HttpRequest, response: HttpResponseBase, person: Person) -> None:
    """Forget a kept form once its page took it: an accepted form answers with a redirect."""
    kept = request.POST.get("was_held", "") if request.method == "POST" else ""
    if kept and response.status_code in {302, 303}:
        with suppress(ValueError):
            keys.drop_held_form(UUID(kept), person=person)
