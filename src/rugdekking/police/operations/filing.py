"""Writing down that something went to the police, and that a complaint was taken back in time."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction
from msgspec.structs import replace

from rugdekking.cases.operations.at_work import handled, must_be_confirmed, must_have_been
from rugdekking.cases.owning import owner_report
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.status import ClockKind
from rugdekking.clocks.terms import closing_of
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import StaffRing
from rugdekking.police.duty import duty_for
from rugdekking.police.models import Basis, Dossier, Filer, Filing, NewsKind, Part, Route
from rugdekking.police.operations.choosing import may_go_out_of_duty, must_be_wanted
from rugdekking.police.operations.duty import TellFirst
from rugdekking.police.operations.following import Heard, write_down
from rugdekking.police.operations.opening import record
from rugdekking.police.operations.sheets import write_sheet
from rugdekking.police.operations.timing import start_clock
from rugdekking.police.queries import sheet
from rugdekking.police.sealing import seal
from rugdekking.police.sheets import Account
from rugdekking.police.status import State, before
from rugdekking.police.terms import last_day_to_take_back
from rugdekking.police.writing import AtThePolice, Duty
from rugdekking.reports.operations.consents import hold_consents


class NoPower(Refused):
    """Who files for somebody else needs that person's special written power."""


class NotTheirsToAsk(Refused):
    """An employer's aangifte is no complaint: only the person concerned asks for prosecution."""


class TooLate(Refused):
    """The term passed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """What went to the police. `prosecution`: the person concerned asked for prosecution as well.

    `number`, `officer` and `officer_reach` tell by which number the police know it and who answers there.
    """

    route: Route
    filer: Filer
    on: date
    prosecution: bool = False
    power_on: date | None = None
    account: str = ""
    number: str = ""
    officer: str = ""
    officer_reach: str = ""


@transaction.atomic
def record_filing(dossier: Dossier, *, filed: Filed, ring: StaffRing, at: datetime) -> Filing:
    """Write down that something went to the police, as the person concerned wanted it or, for an aangifte by the
    organisation, because it was decided that it must (`decide_duty`). Following it begins here.

    It is the first news of the file: who did not go there themselves is promised to hear of it. With a request to
    prosecute the term for a complaint is kept, and the eight days to take it back begin. Without one it runs on.
    Raises `AnotherWish`, `NotAgreedYet`, `TellFirst`, `NoPower`, `NotTheirsToAsk`, `NotThatDay`, and
    `NotConfirmedYet` while a typed report waits for the person.
    """
    case = handled(dossier.case, ring)
    must_be_confirmed(case)
    hold_consents(owner_report(dossier.person))
    duty = _duty_for(dossier, filed, ring=ring)
    must_have_been(filed.on, at=at)
    _must_fit(filed)
    row = Filing(
        id=uuid4(),
        organisation_id=dossier.organisation_id,
        dossier=dossier,
        route=filed.route,
        filer=filed.filer,
        prosecution=filed.prosecution,
        power_on=filed.power_on if filed.filer == Filer.ON_BEHALF else None,
        filed_on=filed.on,
        basis=Basis.WISH if duty is None else Basis.DUTY,
        told_on=None if duty is None else duty.told_on,
        written_by=ring.membership,
    )
    row.sealed = seal(row, "sealed", Account(text=filed.account.strip()), under=ring.open(dossier.key_id))
    row.save(force_insert=True)
    Dossier.objects.filter(pk=dossier.pk, state__in=before(State.FILED)).update(state=State.FILED, ended_on=None)
    _begin_following(dossier, filed, ring=ring, at=at)
    if filed.prosecution:
        _complained(dossier, filed.on, ring=ring, at=at)
    record("dossier.filed", dossier, by=ring, at=at)
    dossier.refresh_from_db()
    return row


@transaction.atomic
def take_back(filing: Filing, *, on: date, ring: StaffRing, at: datetime) -> None:
    """The person took the complaint back, within eight days (Wetboek van Strafrecht, article 67).

    Raises `TooLate` after those, `NotThatDay`, and `JustChanged` when it was taken back already or was none.
    """
    handled(filing.dossier.case, ring)
    must_have_been(on, at=at, since=filing.filed_on)
    last = last_day_to_take_back(filing.filed_on)
    if on > last:
        raise TooLate("De acht dagen zijn voorbij. Vertel de politie of het OM wel wat de betrokkene nu wil.")
    standing = Filing.objects.filter(pk=filing.pk, prosecution=True, taken_back_on=None)
    if not standing.update(taken_back_on=on):
        raise JustChanged("Deze klacht is al ingetrokken.")
    clocks.stop(ClockKind.COMPLAINT_BACK, subject=filing.dossier_id, at=at)
    record("dossier.taken_back", filing.dossier, by=ring, at=at)
    filing.refresh_from_db()


def _duty_for(dossier: Dossier, filed: Filed, *, ring: StaffRing) -> Duty | None:
    """The duty on which this rests, or nothing when the person concerned wants it."""
    out_of_duty = filed.filer == Filer.EMPLOYER and may_go_out_of_duty(dossier, way=filed.route, ring=ring)
    duty = duty_for(dossier, filed.route, ring=ring) if out_of_duty else None
    if duty is None:
        must_be_wanted(dossier, way=filed.route, ring=ring)
    elif duty.told_on is None or duty.told_on > filed.on:
        raise TellFirst("De betrokkene hoort het voordat de organisatie aangifte doet. Kijk de dagen na.")
    return duty


def _must_fit(filed: Filed) -> None:
    if filed.filer == Filer.ON_BEHALF and (filed.power_on is None or filed.power_on > filed.on):
        raise NoPower(
            "Noem de dag van de schriftelijke volmacht. Die moet er zijn voordat iemand voor een ander gaat."
        )
    if filed.prosecution and (filed.filer == Filer.EMPLOYER or filed.route != Route.COMPLAINT):
        raise NotTheirsToAsk(
            "Een aangifte door de organisatie is geen klacht. Alleen de betrokkene vraagt om vervolging, zelf of "
            "met een schriftelijke volmacht, en alleen bij een aangifte."
        )


def _begin_following(dossier: Dossier, filed: Filed, *, ring: StaffRing, at: datetime) -> None:
    said = {"number": filed.number, "officer": filed.officer, "officer_reach": filed.officer_reach}
    told = {name: words.strip() for name, words in said.items() if words.strip()}
    if told:
        known = sheet(dossier, Part.AT_POLICE, AtThePolice, ring=ring) or AtThePolice()
        write_sheet(dossier, Part.AT_POLICE, replace(known, **told), ring=ring, at=at)
    heard = Heard(NewsKind.FILED, filed.on, f"Wat er is gedaan: {filed.route.label}.")
    write_down(dossier, heard, known=filed.filer == Filer.PERSON, ring=ring, at=at)


def _complained(dossier: Dossier, on: date, *, ring: StaffRing, at: datetime) -> None:
    """Kept when it was in time on the day on which it was done, whenever somebody writes it down."""
    clocks.keep(ClockKind.COMPLAINT_TERM, subject=dossier.pk, at=min(at, closing_of(on)))
    last = last_day_to_take_back(on)
    if last >= day_of(at):
        start_clock(dossier, ClockKind.COMPLAINT_BACK, last=last, ring=ring, at=at)
