"""What stands online: kept first, then told to the platform with consent, and watched until it answers."""

from datetime import timedelta

import msgspec
import pytest
from django.db import IntegrityError, transaction

from rugdekking.cases.operations.at_work import NotThatDay
from rugdekking.clocks.queries import running_of
from rugdekking.clocks.status import ClockKind
from rugdekking.kernel.refusal import JustChanged
from rugdekking.police import operations as police
from rugdekking.police.agreeing import AskFirst
from rugdekking.police.following import one_online, online_of
from rugdekking.police.models import Answer, Dossier, Online
from rugdekking.police.status import OnlineState
from rugdekking.police.writing import Place
from rugdekking.reports import operations as reports
from rugdekking.reports.choices import Step
from tests import make
from tests.measures.props import weighed
from tests.police.props import filed_for

TODAY = make.MIDDAY.date()
PLACE = Place(
    kind="social_media",
    platform="X",
    account="@dijkwacht",
    address="https://voorbeeld.nl/bericht/1",
    what="Mijn huisadres, met een foto van de oprit.",
    seen_on=TODAY,
    kept=("address", "screenshot"),
)


def kept(cast: make.Cast) -> Online:
    dossier = filed_for(weighed(cast), cast)
    police.keep_online(dossier, PLACE, ring=cast.greet, at=make.MIDDAY)
    return online_of(dossier, ring=cast.greet)[0].row


def agreed(dossier: Dossier, cast: make.Cast) -> None:
    report = dossier.person.report
    assert report is not None
    reports.record_consent(report, step=Step.PLATFORM, given=True, note="Mondeling.", ring=cast.greet, at=make.MIDDAY)


def test_what_stands_online_is_written_down_and_corrected(cast: make.Cast) -> None:
    row = kept(cast)
    better = msgspec.structs.replace(PLACE, blocked=True)

    police.correct_online(row, better, seen=0, ring=cast.greet, at=make.MIDDAY)
    with pytest.raises(JustChanged):
        police.correct_online(row, PLACE, seen=0, ring=cast.greet, at=make.MIDDAY)

    found = one_online(row.dossier, row.pk, ring=cast.greet)
    assert found is not None
    assert found.place == better


def test_a_platform_hears_nothing_without_consent(cast: make.Cast) -> None:
    row = kept(cast)

    with pytest.raises(AskFirst):
        police.notice_platform(row, on=TODAY, ring=cast.greet, at=make.MIDDAY)

    assert Online.objects.get().state == OnlineState.KEPT


def test_after_a_notice_the_answer_is_awaited_until_it_came(cast: make.Cast) -> None:
    row = kept(cast)
    agreed(row.dossier, cast)

    police.notice_platform(row, on=TODAY, ring=cast.greet, at=make.MIDDAY)
    assert [one.kind for one in running_of(row.dossier_id)] == [ClockKind.PLATFORM]
    before = TODAY - timedelta(days=1)
    with pytest.raises(NotThatDay):
        police.platform_answered(row, answer=Answer.REMOVED, on=before, ring=cast.greet, at=make.MIDDAY)
    police.platform_answered(row, answer=Answer.REMOVED, on=TODAY, ring=cast.greet, at=make.MIDDAY)

    assert running_of(row.dossier_id) == []
    assert (row.state, row.answer) == (OnlineState.ANSWERED, Answer.REMOVED)
    for again in (
        lambda: police.notice_platform(row, on=TODAY, ring=cast.greet, at=make.MIDDAY),
        lambda: police.platform_answered(row, answer=Answer.REFUSED, on=TODAY, ring=cast.greet, at=make.MIDDAY),
    ):
        with pytest.raises(JustChanged):
            again()


def test_an_answer_without_a_notice_cannot_stand_in_the_table(cast: make.Cast) -> None:
    kept(cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        Online.objects.update(state=OnlineState.ANSWERED, answer=Answer.REMOVED)
