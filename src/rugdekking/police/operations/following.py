"""What came of it: writing down news, telling it, and holding police and prosecution to what they agreed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from rugdekking.cases import operations as cases
from rugdekking.cases.operations import ToReporter
from rugdekking.cases.operations.at_work import NotThatDay, handled, must_have_been
from rugdekking.cases.owning import owner_report
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.status import ClockKind, SubjectKind
from rugdekking.clocks.terms import add_to_day, add_working_days, closing_of
from rugdekking.content.queries import latest
from rugdekking.content.schema import Agreement, Agreements
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import StaffRing
from rugdekking.organisations.models import Membership
from rugdekking.plans import operations as plans
from rugdekking.plans.operations import NewTask
from rugdekking.police.agreements import ELA, agreement_of
from rugdekking.police.models import AHEAD, Dossier, News, NewsKind, Part, Told, Watch
from rugdekking.police.operations.ending import open_again
from rugdekking.police.operations.opening import record
from rugdekking.police.operations.sheets import write_sheet
from rugdekking.police.queries import at_the_police
from rugdekking.police.sealing import seal
from rugdekking.police.status import WATCHED, WatchState, further
from rugdekking.police.writing import AtThePolice, Words
from rugdekking.reports import texts

PROMISED = "Wij vertellen u wat er nieuw is in uw zaak bij politie of justitie."
# The plan's own term for telling: somebody hears of news within two working days.
_DAYS_TO_TELL = 2
_TASK_ROLE = "police_liaison"
_TASK_STEP = 6


class NoSuchAgreement(Refused):
    """The agreements that were shipped name no such thing."""


class FiledElsewhere(Refused):
    """That something went to the police is written down as a filing, with what follows from it."""


class NothingPromisedYet(Refused):
    """The police know of nothing: nobody there can have promised anything."""


class WatchedAlready(Refused):
    """Somebody watches this agreement in this file."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the desk heard: what kind of news, on which day it happened or will, and words the person reads too."""

    kind: NewsKind
    on: date
    text: str = ""


@dataclass(frozen=True, slots=True)
class Further:
    """The next step after an agreement was not kept: who does it, and by when."""

    to: WatchState
    due_on: date
    owner: Membership | None = None


@transaction.atomic
def write_at_police(dossier: Dossier, written: AtThePolice, *, ring: StaffRing, at: datetime) -> None:
    """Write down by which number police and prosecution know this case, and who answers there."""
    handled(dossier.case, ring)
    write_sheet(dossier, Part.AT_POLICE, written, ring=ring, at=at)


@transaction.atomic
def record_news(dossier: Dossier, heard: Heard, *, ring: StaffRing, at: datetime) -> News:
    """Write down what police, prosecution or court did. Whoever reported gets a promise to hear of it in two
    working days, and can read it on their own page from now on.

    A track that had ended goes on. Raises `NotThatDay` for a day to come of what cannot be set for a day,
    `FiledElsewhere`, and `NotYourCase`, `CaseIsClosed`.
    """
    handled(dossier.case, ring)
    if heard.kind == NewsKind.FILED:
        raise FiledElsewhere("Leg een melding of aangifte vast bij ‘Naar de politie geweest’.")
    if heard.kind not in AHEAD:
        must_have_been(heard.on, at=at)
    open_again(dossier)
    return write_down(dossier, heard, ring=ring, at=at)


def write_down(dossier: Dossier, heard: Heard, *, known: bool = False, ring: StaffRing, at: datetime) -> News:
    """Keep news in the file and promise to tell it; `known` when the person did it themselves. Asks no access."""
    row = News(
        id=uuid4(),
        organisation_id=dossier.organisation_id,
        dossier=dossier,
        kind=heard.kind,
        on=heard.on,
        heard_on=day_of(at),
        written_by=ring.membership,
        told=Told.KNEW if known else "",
        told_on=day_of(at) if known else None,
    )
    row.sealed = seal(row, "sealed", Words(text=heard.text.strip()), under=ring.open(dossier.key_id))
    row.save(force_insert=True)
    report = owner_report(dossier.person)
    if not known and report is not None and report.key_id is not None:
        due_on = add_working_days(day_of(at), _DAYS_TO_TELL)
        cases.promise(dossier.case, report=report, text=PROMISED, due_on=due_on, ring=ring, at=at)
    record("dossier.news", dossier, by=ring, at=at)
    return row


@transaction.atomic
def write_news(news: News, *, text: str, ring: StaffRing, at: datetime) -> None:
    """Tell the person concerned in a message to their own page. That keeps the promise.

    Raises `JustChanged` when it was told already, `ForWhichReporter` for somebody without an own report, and what
    `cases.write_to_reporter` raises.
    """
    report = owner_report(news.dossier.person)
    case = handled(news.dossier.case, ring)
    if report is None:
        raise cases.ForWhichReporter("Deze persoon heeft geen eigen pagina. Vertel het in een gesprek.")
    _mark_told(news, Told.MESSAGE, at=at)
    cases.write_to_reporter(case, letter=ToReporter(report, text), ring=ring, at=at)
    record("dossier.news_told", news.dossier, by=ring, at=at)


@transaction.atomic
def spoke_of_news(news: News, *, knew: bool, ring: StaffRing, at: datetime) -> None:
    """Write down that the person heard it in a talk, or knew it before the desk did. Raises `JustChanged`."""
    case = handled(news.dossier.case, ring)
    _mark_told(news, Told.KNEW if knew else Told.SPOKEN, at=at)
    report = owner_report(news.dossier.person)
    if report is not None and report.key_id is not None:
        cases.record_contact(case, report=report, ring=ring, at=at)
    record("dossier.news_told", news.dossier, by=ring, at=at)


@transaction.atomic
def watch(dossier: Dossier, codes: Collection[str], *, promised_on: date, ring: StaffRing, at: datetime) -> None:
    """Watch these agreements from the day on which they were promised: each has a day to look at it.

    Raises `NothingPromisedYet` before anything went to the police, `NoSuchAgreement`, `WatchedAlready` and
    `NotThatDay`.
    """
    handled(dossier.case, ring)
    if not at_the_police(dossier):
        raise NothingPromisedYet("Er is nog niets bij de politie. Leg eerst de melding of aangifte vast.")
    must_have_been(promised_on, at=at)
    open_again(dossier)
    shipped = latest(Agreements, ELA)
    for code in codes:
        agreement = shipped.agreement(code)
        if agreement is None:
            raise NoSuchAgreement("Deze afspraak staat niet in de lijst.")
        due_on = max(add_to_day(promised_on, agreement.due), day_of(at))
        row = Watch(
            id=uuid4(),
            organisation_id=dossier.organisation_id,
            dossier=dossier,
            code=code,
            version=shipped.version,
            promised_on=promised_on,
            clock=_start(dossier, due_on=due_on, owner=ring.membership.pk, at=at),
        )
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as error:
            raise WatchedAlready(f"Op deze afspraak let u al: {agreement.subject}.") from error
    record("dossier.agreements_watched", dossier, by=ring, at=at)
    cases.refresh_due([dossier.case_id])


@transaction.atomic
def not_kept(row: Watch, step: Further, *, ring: StaffRing, at: datetime) -> None:
    """An agreement was not kept: the next step becomes a task in the plan of the case, with what to say.

    Raises `JustChanged` when a colleague took this step or the agreement was kept meanwhile, and what
    `plans.add_task` raises.
    """
    case = handled(row.dossier.case, ring)
    if step.due_on < day_of(at):
        raise NotThatDay("Kies een dag die nog moet komen.")
    former = row.clock
    clock = _start(row.dossier, due_on=step.due_on, owner=ring.membership.pk, at=at)
    waiting = Watch.objects.filter(pk=row.pk, state__in=further(step.to), clock=former)
    if not waiting.update(state=step.to, clock=clock):
        raise JustChanged("Deze afspraak is intussen al verder. Bekijk hem opnieuw.")
    clocks.stop_one(former, at=at)
    task = NewTask(
        role=_TASK_ROLE,
        step=_TASK_STEP,
        text=task_text(agreement_of(row), step.to),
        due_on=step.due_on,
        owner=step.owner,
    )
    plans.add_task(case, task=task, ring=ring, at=at)
    record(f"dossier.agreement_{step.to}", row.dossier, by=ring, at=at)
    cases.refresh_due([case.pk])
    row.refresh_from_db()


@transaction.atomic
def end_watch(row: Watch, *, kept: bool, text: str, ring: StaffRing, at: datetime) -> None:
    """The agreement was kept, or is no longer needed. Raises `JustChanged`, and `NoText` for letting go without
    saying why."""
    handled(row.dossier.case, ring)
    words = text.strip() if kept else texts.check(text)
    state = WatchState.KEPT if kept else WatchState.DROPPED
    ended = Watch.objects.filter(pk=row.pk, state__in=WATCHED).update(
        state=state,
        ended_on=day_of(at),
        sealed=seal(row, "sealed", Words(text=words), under=ring.open(row.dossier.key_id)),
    )
    if not ended:
        raise JustChanged("Deze afspraak is intussen al afgerond.")
    clocks.keep_one(row.clock, at=at) if kept else clocks.stop_one(row.clock, at=at)
    record(f"dossier.agreement_{state}", row.dossier, by=ring, at=at)
    cases.refresh_due([row.dossier.case_id])
    row.refresh_from_db()


def task_text(agreement: Agreement, to: WatchState) -> str:
    """What the task asks, in words to say."""
    if to == WatchState.COURT:
        return (
            "Bespreek met de betrokkene of die een klacht indient bij het gerechtshof (artikel 12 van het Wetboek "
            "van Strafvordering). Een advocaat kan helpen. Kijk na tot wanneer het kan."
        )
    said = agreement.ask if to == WatchState.ASKED else agreement.escalate
    begin = "Vraag na" if to == WatchState.ASKED else "Vraag het hogerop"
    return f"{begin}: {agreement.subject[:1].lower()}{agreement.subject[1:]}. U kunt zeggen: ‘{said}’"


def _mark_told(news: News, how: Told, *, at: datetime) -> None:
    if not News.objects.filter(pk=news.pk, told="").update(told=how, told_on=day_of(at)):
        raise JustChanged("Dit nieuws is intussen al verteld.")


def _start(dossier: Dossier, *, due_on: date, owner: UUID, at: datetime) -> UUID:
    clock = clocks.start(
        ClockKind.POLICE_ANSWER,
        organisation=dossier.organisation,
        subject=clocks.Subject(SubjectKind.DOSSIER, dossier.pk, file=dossier.case_id),
        owner=owner,
        at=at,
        due=max(closing_of(due_on), at),
    )
    return clock.pk
