"""An organisation makes the texts and the look of its letters its own."""

from datetime import datetime

import msgspec
from django.db import IntegrityError, transaction
from django.db.models import F

from rugdekking.audit import operations as audit
from rugdekking.audit.actor import Actor
from rugdekking.content import queries as content
from rugdekking.content.schema import Letter as Text
from rugdekking.kernel.refusal import JustChanged
from rugdekking.kernel.time import day_of
from rugdekking.measures.letters.own import Words, in_own_words
from rugdekking.measures.models import Letterhead, Wording
from rugdekking.organisations.models import Organisation
from rugdekking.rendering import checking


@transaction.atomic
def change_wording(
    organisation: Organisation, *, name: str, words: Words, seen: int, by: Actor, at: datetime
) -> None:
    """Keep the organisation's own words for a letter. `seen`: how often it was changed when the page was opened.

    Raises `FaultyWording` when a part goes lost, and `JustChanged` when a colleague changed it meanwhile.
    """
    shipped = content.latest(Text, name)
    in_own_words(shipped, words)
    kept = {"body": msgspec.json.encode(words).decode(), "from_version": shipped.version, "changed_on": day_of(at)}
    known = Wording.objects.filter(organisation=organisation, name=name)
    if seen:
        changed = bool(known.filter(changes=seen).update(changes=F("changes") + 1, **kept))
    else:
        changed = _begun(Wording(organisation=organisation, name=name, **kept))
    if not changed:
        raise JustChanged("Een collega heeft deze brief intussen aangepast. Kijk het na en doe het dan opnieuw.")
    audit.record("letter.wording_changed", organisation=organisation.pk, subject=organisation.pk, by=by, at=at)


@transaction.atomic
def restore_wording(organisation: Organisation, *, name: str, by: Actor, at: datetime) -> None:
    """Go back to the shipped words. Letters that were made stay as they are. Raises `JustChanged`."""
    if not Wording.objects.filter(organisation=organisation, name=name).delete()[0]:
        raise JustChanged("Deze brief staat al in de meegeleverde woorden.")
    audit.record("letter.wording_restored", organisation=organisation.pk, subject=organisation.pk, by=by, at=at)


@transaction.atomic
def put_letterhead(organisation: Organisation, *, template: bytes, by: Actor, at: datetime) -> None:
    """Make letters in this Word template from now on. Raises `FaultyTemplate`, and then the former one stays."""
    checking.check(template)
    Letterhead.objects.update_or_create(
        organisation=organisation, defaults={"content": template, "put_on": day_of(at)}
    )
    audit.record("letter.template_put", organisation=organisation.pk, subject=organisation.pk, by=by, at=at)


@transaction.atomic
def drop_letterhead(organisation: Organisation, *, by: Actor, at: datetime) -> None:
    """Make letters in the plain template again. Raises `JustChanged`."""
    if not Letterhead.objects.filter(organisation=organisation).delete()[0]:
        raise JustChanged("Er is geen eigen sjabloon meer.")
    audit.record("letter.template_dropped", organisation=organisation.pk, subject=organisation.pk, by=by, at=at)


def _begun(row: Wording) -> bool:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True
