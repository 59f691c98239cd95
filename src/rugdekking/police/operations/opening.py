"""Opening a police file for somebody, and looking into it."""

from datetime import datetime
from uuid import uuid4

from django.db import IntegrityError, transaction

from rugdekking.audit import operations as audit
from rugdekking.cases.models import Case, PersonConcerned
from rugdekking.cases.operations.at_work import handled
from rugdekking.cases.owning import owner_report
from rugdekking.kernel.refusal import Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys.holders import Holder, as_holder
from rugdekking.keys.models import HolderKind, KeyKind, Wrap
from rugdekking.keys.operations.wraps import give, make_key, take_away
from rugdekking.keys.rings import Ring, StaffRing
from rugdekking.police.models import Dossier
from rugdekking.reports.actors import actor_of
from rugdekking.reports.queries import owner_of


class HasFileAlready(Refused):
    """This person has a police file in this case."""


class NotOfThisCase(Refused):
    """The person stands in another case."""


@transaction.atomic
def open_dossier(case: Case, *, person: PersonConcerned, ring: StaffRing, at: datetime) -> Dossier:
    """Open the police track of somebody in this case: to choose, not to file. Nothing leaves the desk by it.

    The person opens it with their own code, if they have one. Raises `HasFileAlready`, `NotOfThisCase`, and
    `NotYourCase` and `CaseIsClosed` as every step in a case.
    """
    case = handled(case, ring)
    if person.case_id != case.pk:
        raise NotOfThisCase("Deze persoon hoort niet bij deze zaak.")
    row = Dossier(id=uuid4(), organisation_id=case.organisation_id, case=case, person=person, opened_on=day_of(at))
    own = _own_holder(person)
    row.key, secret = make_key(
        KeyKind.POLICE,
        organisation=row.organisation_id,
        subject=row.pk,
        holders=[as_holder(case.key), *([] if own is None else [own])],
        at=at,
    )
    ring.add(row.key_id, secret)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise HasFileAlready("Voor deze persoon is er al een politiedossier.") from error
    record("dossier.opened", row, by=ring, at=at)
    return row


@transaction.atomic
def look(dossier: Dossier, *, ring: StaffRing, at: datetime) -> None:
    """Write down that a member looked into the file, and see to it that the person concerned can open it too.

    They could not yet when their code came later, or was replaced by somebody who cannot open the case.
    """
    own = _own_holder(dossier.person)
    held = Wrap.objects.filter(key=dossier.key_id, holder_kind=HolderKind.REPORTER)
    rows = dict(held.values_list("holder", "wrapped"))
    if own is not None and rows.get(own.id) is None:
        give(dossier.key, ring.open(dossier.key_id), to=[own])
    take_away(dossier.key_id, holders=[holder for holder in rows if own is None or holder != own.id])
    record("dossier.looked", dossier, by=ring, at=at)


def record(action: str, dossier: Dossier, *, by: Ring, at: datetime) -> None:
    """Write in the log what was done to the file."""
    audit.record(action, organisation=dossier.organisation_id, subject=dossier.pk, by=actor_of(by), at=at)


def _own_holder(person: PersonConcerned) -> Holder | None:
    """The person's own code, as something to which a key can be wrapped; none for who is known to the case only."""
    report = owner_report(person)
    owner = None if report is None else owner_of(report)
    return None if owner is None else Holder(HolderKind.REPORTER, owner.pk, bytes(owner.public))
