"""Keeping somebody out of a report that they could read: a new key, and everything sealed anew."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from msgspec.structs import replace

from rugdekking.audit import operations as audit
from rugdekking.audit.actor import Actor
from rugdekking.kernel.refusal import JustChanged
from rugdekking.keys import operations as keys
from rugdekking.keys.holders import Holder, as_holder
from rugdekking.keys.models import HolderKind, Key, KeyKind, Wrap
from rugdekking.keys.queries import barred_members, desk_readers, holders, recovery_key
from rugdekking.keys.rings import Ring
from rugdekking.notify.operations import drop_waiting
from rugdekking.organisations.models import Membership
from rugdekking.organisations.queries import members
from rugdekking.reports.files import StoredFile, contents
from rugdekking.reports.models import Body, CodeHolder, Consent, Evidence, Message, Rating, Report
from rugdekking.reports.operations.drafts import forget_coming, remove_files_afterwards
from rugdekking.reports.queries import secret_of
from rugdekking.reports.readers import LEAST, deputies_for
from rugdekking.reports.sealing import opened, opened_about, place, place_about
from rugdekking.vault.files import SealedFile
from rugdekking.vault.secrets import CannotOpen, Secret
from rugdekking.vault.storage import storage


@transaction.atomic
def keep_out(report: Report, *, membership: Membership, ring: Ring, by: Actor, at: datetime) -> None:
    """From now on this member finds no trace of the report, and what they may have copied opens nothing.

    A new key goes to everybody else who could read it; texts and files are sealed anew, the former key is
    destroyed. What the member opened before stays known to them: `queries.kept_out` tells the reporter.
    Raises `JustChanged` when the report was destroyed or its key just renewed.
    """
    former = report.key
    if former is None:
        raise JustChanged("Deze melding is vernietigd.")
    old = secret_of(report, ring)
    keys.bar_member(report.pk, membership=membership)
    to, one_by_one = _who_stays(report, former)
    key, secret = keys.make_key(
        KeyKind.REPORT,
        organisation=report.organisation_id,
        subject=report.pk,
        holders=to,
        generation=former.generation + 1,
        at=at,
    )
    _seal_anew(report, old, secret)
    if not Report.objects.filter(pk=report.pk, key=former).update(key=key, person_by_person=one_by_one):
        raise JustChanged("De sleutel van deze melding is net vernieuwd. Probeer het nog eens.")
    keys.destroy_key(former.pk)
    ring.add(key.pk, secret)
    report.refresh_from_db()
    drop_waiting(report.pk, address=membership.person.email)
    audit.record("report.kept_out", organisation=report.organisation_id, subject=report.pk, by=by, at=at)


def _who_stays(report: Report, former: Key) -> tuple[list[Holder], bool]:
    """Everybody who held the former key, but those who must not know, and whether that is person by person."""
    barred = barred_members([report.pk], organisation=report.organisation_id)
    held = list(Wrap.objects.filter(key=former))
    under = {key.pk: key for key in Key.objects.filter(pk__in=_ids(held, HolderKind.KEY))}
    everybody = desk_readers(report.desk)
    readers = [one for one in everybody if one.pk not in barred]
    one_by_one = report.person_by_person or len(readers) < len(everybody)
    people = _ids(held, HolderKind.MEMBER) - barred
    if one_by_one:
        under = {pk: key for pk, key in under.items() if key.kind not in {KeyKind.DESK, KeyKind.RECOVERY}}
        recovery = recovery_key(report.desk_id)
        under |= {} if recovery is None else {recovery.pk: recovery}
        if not report.person_by_person:
            people |= {one.pk for one in readers}
        if len(people) < LEAST:
            people |= {one.pk for one in deputies_for(barred)} - barred
    listed = [as_holder(key) for key in under.values()]
    listed += [
        Holder(HolderKind.REPORTER, holder.pk, bytes(holder.public))
        for holder in CodeHolder.objects.filter(report=report)
    ]
    return listed + holders(members(report.organisation_id).filter(pk__in=people)), one_by_one


def _ids(held: Iterable[Wrap], kind: HolderKind) -> set[UUID]:
    return {wrap.holder for wrap in held if wrap.holder_kind == kind}


def _seal_anew(report: Report, old: Secret, new: Secret) -> None:
    """Seal every text of the report under the new key, and every file under a key of its own that nobody had."""
    texts: tuple[type[Body | Message | Consent | Rating], ...] = (Body, Message, Consent, Rating)
    for model in texts:
        for row in model._default_manager.filter(report=report, sealed__isnull=False):
            sealed = new.seal(opened(row, old), place(row))
            model._default_manager.filter(pk=row.pk).update(sealed=sealed)
    gone: list[UUID] = []
    for piece in Evidence.objects.filter(report=report):
        file = StoredFile.from_bytes(opened(piece, old))
        fresh = _copied(file)
        if file.verdict and file.copy:
            fresh = replace(fresh, verdict=replace(file.verdict, copy=_copied(file.copy)))
        gone += _ids_of(file) - _ids_of(fresh)
        Evidence.objects.filter(pk=piece.pk).update(
            file=fresh.id,
            copy=fresh.copy and fresh.copy.id,
            sealed=new.seal(fresh.to_bytes(), place(piece)),
            sealed_about=piece.sealed_about and new.seal(opened_about(piece, old), place_about(piece)),
        )
    remove_files_afterwards(gone)
    # What still comes in lies under the former key: it begins again.
    forget_coming([report.pk])


def _ids_of(file: StoredFile) -> set[UUID]:
    return {one.id for one in (file, file.copy) if one}


def _copied(file: StoredFile) -> StoredFile:
    """The same file under a new key and name, streamed: it is never whole in memory, and never in clear on disk.

    One that does not open any more stays as it is: keeping somebody out may not depend on it.
    """
    copy = SealedFile(storage())
    try:
        for piece in contents(file):
            copy.write(piece)
        copy.finish()
    except CannotOpen:
        copy.abandon()
        return file
    except BaseException:
        copy.abandon()
        raise
    return replace(file, id=copy.id, key=copy.key.seed)
