"""Codes that change hands: an own one for a first one, a new one for a lost one; and letting somebody in."""

from datetime import datetime

from django.db import transaction

from rugdekking.audit import operations as audit
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.keys import operations as keys
from rugdekking.keys.holders import Holder
from rugdekking.keys.models import HolderKind
from rugdekking.keys.queries import holders
from rugdekking.keys.rings import Ring, StaffRing
from rugdekking.organisations.models import Membership, Organisation
from rugdekking.organisations.queries import roles_of
from rugdekking.organisations.roles import READERS
from rugdekking.reports.actors import NotYours, actor_of, holder_of
from rugdekking.reports.choices import Part
from rugdekking.reports.codes import all_under, numbered
from rugdekking.reports.models import CodeHolder, Report
from rugdekking.reports.queries import open_story, reports_under, secret_of
from rugdekking.reports.story import KnownAs
from rugdekking.vault.codes import AccessCode


class Unreachable(Refused):
    """Nobody can tell who holds the code, so a new one might go to anybody."""


class NoSuchCode(JustChanged):
    """The code opens nothing (any more)."""


class NotAReader(Refused):
    """This person does not open reports for the desk."""


@transaction.atomic
def replace_code(code: AccessCode, *, by: AccessCode, organisation: Organisation, at: datetime) -> None:
    """Put another code in place of `code`, for every report under it. From now on the former opens nothing.

    `by` was shown and kept before: so nobody is shut out when the connection drops now. Raises `NoSuchCode`.
    """
    names = [one.lookup for one in all_under(code)]
    found = reports_under(organisation.pk, code)
    if not found:
        raise NoSuchCode("Deze code is al vervangen, of er hoort geen melding meer bij.")
    for mine in found:
        number = names.index(mine.code.lookup)
        _hand(mine.holder, numbered(by, number), ring=mine.ring, first_use=False)
        audit.record(
            "code.replaced", organisation=organisation.pk, subject=mine.report.pk, by=actor_of(mine.ring), at=at
        )


@transaction.atomic
def issue_code(holder: CodeHolder, *, ring: StaffRing, at: datetime) -> AccessCode:
    """A first-use code for somebody who lost theirs, after a handler called them back.

    Raises `Unreachable` for an anonymous reporter: nobody can tell that it is them.
    """
    report = holder.report
    story = open_story(report, ring)
    if holder.part == Part.REPORTER and story.me.known_as == KnownAs.ANONYMOUS:
        raise Unreachable("Deze melding is anoniem. Wij kunnen niet nagaan van wie de code is.")
    code = AccessCode.new()
    _hand(holder, code, ring=ring, first_use=True)
    audit.record("code.issued", organisation=report.organisation_id, subject=report.pk, by=actor_of(ring), at=at)
    return code


@transaction.atomic
def let_in(report: Report, *, membership: Membership, ring: Ring, at: datetime) -> None:
    """The reporter lets one more member of the desk read the report. Raises `NotAReader` and `MustNotKnow`."""
    if holder_of(ring) is None:
        raise NotYours("Alleen de melder kan iemand toelaten.")
    fits = membership.organisation_id == report.organisation_id and membership.left_on is None
    if not fits or not roles_of(membership) & READERS or report.key is None:
        raise NotAReader("Deze persoon leest geen meldingen voor het steunpunt.")
    keys.give(report.key, secret_of(report, ring), to=holders([membership]))
    audit.record("report.let_in", organisation=report.organisation_id, subject=report.pk, by=actor_of(ring), at=at)


def _hand(holder: CodeHolder, code: AccessCode, *, ring: Ring, first_use: bool) -> None:
    """Make `code` the code of `holder`, in place of the one they have, for all that lies with it."""
    secret_of(holder.report, ring)
    same = CodeHolder.objects.filter(pk=holder.pk, lookup=bytes(holder.lookup))
    if not same.update(lookup=code.lookup, public=code.secret.public, first_use=first_use):
        raise JustChanged("Deze code is net vervangen.")
    keys.carry_over(Holder(HolderKind.REPORTER, holder.pk, code.secret.public), ring)
    holder.refresh_from_db(fields=["lookup", "public", "first_use"])
