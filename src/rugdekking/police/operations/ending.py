"""Ending a police track, with its terms let go, and opening it again when something is new."""

from datetime import datetime

from django.db import transaction

from rugdekking.cases import operations as cases
from rugdekking.cases.models import Case
from rugdekking.cases.operations.at_work import handled
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.models import Clock
from rugdekking.clocks.queries import running_of
from rugdekking.clocks.status import ClockKind
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import StaffRing
from rugdekking.police.models import Dossier, Filing, Part, Watch
from rugdekking.police.operations.opening import record
from rugdekking.police.operations.sheets import write_sheet
from rugdekking.police.queries import open_in
from rugdekking.police.sealing import seal
from rugdekking.police.status import WATCHED, State, WatchState, before
from rugdekking.police.terms import TERMS
from rugdekking.police.writing import Words
from rugdekking.reports import texts

# What ends with the track. A platform that must answer, a home to secure and a bribe to follow up go on.
_ENDING = TERMS | {ClockKind.POLICE_ANSWER}


_WITH_THE_CASE = "De zaak is gesloten. Is er nieuws of wilt u iets anders? Schrijf ons, dan gaat het verder."


class TermStillRuns(Refused):
    """Something can still be done, and nobody said that the person lets it go."""


def terms_to_let_go(dossier: Dossier) -> list[Clock]:
    """The terms in which the person can still do something, the first due first."""
    return [one for one in running_of(dossier.pk) if one.kind in TERMS]


@transaction.atomic
def end_dossier(dossier: Dossier, *, text: str, terms_may_go: bool, ring: StaffRing, at: datetime) -> None:
    """Nothing more is expected of the police: the track ends, in words that the person concerned reads too.

    Terms that run are let go and watched agreements are watched no more. Raises `TermStillRuns` when a term runs and
    not `terms_may_go`, `NoText`, and `JustChanged` when it ended already.
    """
    case = handled(dossier.case, ring)
    words = texts.check(text)
    if terms_to_let_go(dossier) and not terms_may_go:
        raise TermStillRuns("Er loopt nog een termijn. Bespreek eerst of de betrokkene die wil loslaten.")
    ended = Dossier.objects.filter(pk=dossier.pk, state__in=before(State.ENDED))
    if not ended.update(state=State.ENDED, ended_on=day_of(at)):
        raise JustChanged("Dit dossier is al afgerond.")
    write_sheet(dossier, Part.ENDING, Words(text=words), ring=ring, at=at)
    for row in Watch.objects.filter(dossier=dossier, state__in=WATCHED):
        row.state, row.ended_on = WatchState.DROPPED, day_of(at)
        row.sealed = seal(row, "sealed", Words(text="Het dossier is afgerond."), under=ring.open(dossier.key_id))
        row.save(update_fields=["state", "ended_on", "sealed"])
    for clock in running_of(dossier.pk):
        if clock.kind in _ENDING:
            clocks.stop_one(clock.pk, at=at)
    cases.refresh_due([case.pk])
    record("dossier.ended", dossier, by=ring, at=at)
    dossier.refresh_from_db()


@transaction.atomic
def end_with_case(case: Case, *, ring: StaffRing, at: datetime) -> None:
    """A case closes: its tracks on which nothing runs any more end with it. One with a term goes on, under the eyes
    of whoever keeps that term."""
    for dossier in open_in(case):
        if running_of(dossier.pk):
            continue
        ended = Dossier.objects.filter(pk=dossier.pk, state__in=before(State.ENDED))
        if ended.update(state=State.ENDED, ended_on=day_of(at)):
            write_sheet(dossier, Part.ENDING, Words(text=_WITH_THE_CASE), ring=ring, at=at)
            record("dossier.ended", dossier, by=ring, at=at)


def open_again(dossier: Dossier) -> None:
    """Something new happened in a track that had ended: it goes on where it was."""
    filed = Filing.objects.filter(dossier=dossier).exists()
    state = State.FILED if filed else State.OPEN
    if Dossier.objects.filter(pk=dossier.pk, state=State.ENDED).update(state=state, ended_on=None):
        dossier.refresh_from_db()
