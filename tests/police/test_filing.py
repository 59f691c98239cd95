"""What went to the police: by whom, and what that means for a complaint."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind, Outcome
from rugdekking.content.schema import Reply
from rugdekking.kernel.refusal import JustChanged
from rugdekking.kernel.time import day_of
from rugdekking.police import operations as police
from rugdekking.police.models import Dossier, Filer, Filing, News, NewsKind, Part, Route, Told
from rugdekking.police.operations import (
    AnotherWish,
    Filed,
    FiledElsewhere,
    Heard,
    NoPower,
    NotTheirsToAsk,
    TooLate,
)
from rugdekking.police.queries import filings_of, sheet
from rugdekking.police.sheets import Answers, Wish
from rugdekking.police.status import State
from rugdekking.police.writing import AtThePolice
from rugdekking.reports import operations as reports
from rugdekking.reports.choices import Step
from rugdekking.vault.codes import AccessCode
from tests import make
from tests.police.props import own_file
from tests.recording import a_step
from tests.reports.props import mine

TODAY = day_of(make.MIDDAY)
OWN = Filed(route=Route.COMPLAINT, filer=Filer.PERSON, on=TODAY, prosecution=True, account="Bureau Noord.")


@a_step
def agreed(cast: make.Cast) -> Dossier:
    """Somebody wants a complaint, said yes to it, and was insulted as a private person."""
    code = AccessCode.new()
    dossier, _ = own_file(cast, code)
    police.record_wish(dossier, wish=Wish(way="complaint", filer=Filer.PERSON), ring=cast.greet, at=make.MIDDAY)
    report = mine(cast, code).report
    reports.record_consent(report, step=Step.COMPLAINT, given=True, note="Mee.", ring=cast.greet, at=make.MIDDAY)
    insulted = Answers(answers={"office": Reply.NO}, also=("insult",))
    police.answer_questions(dossier, answers=insulted, ring=cast.greet, at=make.MIDDAY)
    return dossier


def outcomes(dossier: Dossier) -> dict[str, str]:
    return dict(Clock.objects.filter(subject_id=dossier.pk).values_list("kind", "outcome"))


def test_a_complaint_in_time_keeps_the_term_and_can_be_taken_back_for_eight_days(cast: make.Cast) -> None:
    dossier = agreed(cast)

    filing = police.record_filing(dossier, filed=OWN, ring=cast.greet, at=make.MIDDAY)

    assert dossier.state == State.FILED
    assert outcomes(dossier) == {ClockKind.COMPLAINT_TERM: Outcome.KEPT, ClockKind.COMPLAINT_BACK: Outcome.RUNNING}
    assert [one.account for one in filings_of(dossier, ring=cast.greet)] == ["Bureau Noord."]
    late = make.MIDDAY + timedelta(days=9)
    with pytest.raises(TooLate):
        police.take_back(filing, on=day_of(late), ring=cast.greet, at=late)
    last = make.MIDDAY + timedelta(days=8)
    police.take_back(filing, on=day_of(last), ring=cast.greet, at=last)
    with pytest.raises(JustChanged):
        police.take_back(filing, on=day_of(last), ring=cast.greet, at=last)
    assert outcomes(dossier)[ClockKind.COMPLAINT_BACK] == Outcome.STOPPED


def test_following_begins_with_what_was_filed_and_by_which_number_the_police_know_it(cast: make.Cast) -> None:
    dossier = agreed(cast)
    police.write_at_police(dossier, AtThePolice(officer="J. de Wit"), ring=cast.greet, at=make.MIDDAY)

    police.record_filing(dossier, filed=replace(OWN, number="PL1300-1"), ring=cast.greet, at=make.MIDDAY)
    employer = Filed(route=Route.COMPLAINT, filer=Filer.EMPLOYER, on=TODAY)
    police.record_filing(dossier, filed=employer, ring=cast.greet, at=make.MIDDAY)

    assert sorted(News.objects.values_list("kind", "told")) == [(NewsKind.FILED, ""), (NewsKind.FILED, Told.KNEW)]
    assert Clock.objects.filter(kind=ClockKind.PROMISE).count() == 1
    known = sheet(dossier, Part.AT_POLICE, AtThePolice, ring=cast.greet)
    assert known == AtThePolice(number="PL1300-1", officer="J. de Wit")
    with pytest.raises(FiledElsewhere):
        police.record_news(dossier, Heard(NewsKind.FILED, TODAY), ring=cast.greet, at=make.MIDDAY)


def test_an_employers_aangifte_is_no_complaint_and_the_term_runs_on(cast: make.Cast) -> None:
    dossier = agreed(cast)
    asks = Filed(route=Route.COMPLAINT, filer=Filer.EMPLOYER, on=TODAY, prosecution=True)
    with pytest.raises(NotTheirsToAsk):
        police.record_filing(dossier, filed=asks, ring=cast.greet, at=make.MIDDAY)

    without = Filed(route=Route.COMPLAINT, filer=Filer.EMPLOYER, on=TODAY)
    police.record_filing(dossier, filed=without, ring=cast.greet, at=make.MIDDAY)

    assert outcomes(dossier) == {ClockKind.COMPLAINT_TERM: Outcome.RUNNING}


def test_who_files_for_somebody_else_names_the_written_power(cast: make.Cast) -> None:
    dossier = agreed(cast)
    for power in (None, TODAY + timedelta(days=1)):
        behalf = Filed(route=Route.COMPLAINT, filer=Filer.ON_BEHALF, on=TODAY, prosecution=True, power_on=power)
        with pytest.raises(NoPower):
            police.record_filing(dossier, filed=behalf, ring=cast.greet, at=make.MIDDAY)

    behalf = Filed(route=Route.COMPLAINT, filer=Filer.ON_BEHALF, on=TODAY, prosecution=True, power_on=TODAY)
    police.record_filing(dossier, filed=behalf, ring=cast.greet, at=make.MIDDAY)

    assert outcomes(dossier)[ClockKind.COMPLAINT_TERM] == Outcome.KEPT


def test_nothing_is_filed_in_another_way_than_the_person_wants(cast: make.Cast) -> None:
    dossier = agreed(cast)

    other = Filed(route=Route.NOTIFICATION, filer=Filer.PERSON, on=TODAY)
    with pytest.raises(AnotherWish):
        police.record_filing(dossier, filed=other, ring=cast.greet, at=make.MIDDAY)
    assert not Filing.objects.exists()


def test_no_row_in_the_table_says_that_an_employer_asked_for_prosecution(cast: make.Cast) -> None:
    dossier = agreed(cast)
    police.record_filing(dossier, filed=OWN, ring=cast.greet, at=make.MIDDAY)

    for wrong in ({"filer": Filer.EMPLOYER}, {"filer": Filer.ON_BEHALF}, {"route": Route.NOTIFICATION}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Filing.objects.update(**wrong)
