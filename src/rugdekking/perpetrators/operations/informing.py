"""Telling somebody that they were recorded, and writing down what they say of it."""

from datetime import date, datetime

from django.db import transaction

from rugdekking.cases import operations as case_operations
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.queries import running_for
from rugdekking.clocks.status import ClockKind, MoveReason
from rugdekking.clocks.terms import closing_of
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import StaffRing
from rugdekking.perpetrators.models import Perpetrator
from rugdekking.perpetrators.operations.rows import beside, held, log, needed
from rugdekking.perpetrators.sealing import sealed
from rugdekking.reports.actors import actor_of


class NotThatDay(Refused):
    """The day does not fit: it lies in the future, before the record, or beyond its end."""


@transaction.atomic
def inform(row: Perpetrator, *, how: str, on: date, ring: StaffRing, at: datetime) -> None:
    """Write down that the person was told in writing, on day `on`, and how. Raises `NotThatDay` and `JustChanged`."""
    case, secret = held(row, ring)
    if not row.recorded_on <= on <= day_of(at):
        raise NotThatDay("Kies de dag waarop de brief wegging: na het vastleggen, en niet later dan vandaag.")
    told = sealed(row, {"informed_text": needed(how, what="hoe u het hebt laten weten")}, under=secret)
    if not Perpetrator.objects.filter(pk=row.pk, informed_on=None).update(informed_on=on, **told):
        raise JustChanged("Een collega heeft dit intussen al vastgelegd.")
    clocks.keep(ClockKind.INFORM, subject=row.pk, at=min(at, closing_of(on)))
    log("perpetrator.informed", row, ring=ring, at=at)
    case_operations.refresh_due([case.pk])


@transaction.atomic
def delay(row: Perpetrator, *, until: date, reason: str, ring: StaffRing, at: datetime) -> None:
    """Tell them later, because safety or an investigation asks for it, with the day on which it will be done.

    Raises `NotThatDay` for a day that passed or beyond the end of the record, `TextMissing`, and `JustChanged` when
    they were told meanwhile.
    """
    case, secret = held(row, ring)
    if not day_of(at) < until <= row.until:
        raise NotThatDay("Kies een dag die nog moet komen, en niet later dan tot wanneer u de gegevens bewaart.")
    why = sealed(row, {"delay_reason": needed(reason, what="waarom het later moet")}, under=secret)
    if not Perpetrator.objects.filter(pk=row.pk, informed_on=None).update(inform_by=until, **why):
        raise JustChanged("Een collega heeft dit intussen al laten weten.")
    for clock in running_for([row.pk]).get(row.pk, []):
        clocks.move(clock, due=closing_of(until), reason=MoveReason.DECIDED, by=actor_of(ring), at=at)
    log("perpetrator.delayed", row, ring=ring, at=at)
    case_operations.refresh_due([case.pk])


@transaction.atomic
def note_view(row: Perpetrator, *, view: str, on: date, ring: StaffRing, at: datetime) -> None:
    """Put beside the record what the person says of it; what they said before stays.

    Raises `NotThatDay` and `TextMissing`.
    """
    _, secret = held(row, ring)
    if on > day_of(at):
        raise NotThatDay("Deze dag moet nog komen. Leg het vast als het geweest is.")
    told = beside(row, "view", needed(view, what="wat de ander ervan zegt"), secret=secret, at=at)
    Perpetrator.objects.filter(pk=row.pk).update(viewed_on=on, **told)
    log("perpetrator.viewed", row, ring=ring, at=at)
