"""What comes of it after the police know: news is told, and what was agreed is watched until it was kept."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from rugdekking.cases import queries as cases
from rugdekking.cases.operations import NotYourCase
from rugdekking.cases.operations.at_work import NotThatDay
from rugdekking.clocks.models import Clock
from rugdekking.clocks.queries import running_in, running_of
from rugdekking.clocks.status import ClockKind, Outcome
from rugdekking.content.queries import latest
from rugdekking.content.schema import Agreements, Passages
from rugdekking.kernel.refusal import JustChanged
from rugdekking.plans.models import Task
from rugdekking.plans.queries import open_tasks, tasks_in
from rugdekking.police import operations as police
from rugdekking.police.following import news_of, unwatched, watches_of
from rugdekking.police.models import News, NewsKind, Part, Told, Watch
from rugdekking.police.operations import Further, Heard, NothingPromisedYet, WatchedAlready
from rugdekking.police.queries import sheet
from rugdekking.police.status import WatchState
from rugdekking.police.writing import AtThePolice
from rugdekking.reports.queries import messages
from rugdekking.reports.texts import NoText
from rugdekking.vault.codes import AccessCode
from tests import make
from tests.aftercare.props import relative
from tests.measures.props import weighed
from tests.police.props import filed_for, known_there, own_file
from tests.reports.props import mine

TODAY = make.MIDDAY.date()
HEARD = Heard(NewsKind.SUSPECT, TODAY, "De wijkagent belde.")


def test_whoever_reported_reads_news_on_their_own_page_and_is_promised_to_hear_of_it(cast: make.Cast) -> None:
    code = AccessCode.new()
    dossier, own = own_file(cast, code)

    police.record_news(dossier, HEARD, ring=cast.greet, at=make.MIDDAY)

    (news,) = news_of(dossier, ring=own)
    (promise,) = cases.promises_to(mine(cast, code).report, own)
    assert (news.title, news.text) == ("Er is een verdachte", "De wijkagent belde.")
    assert promise.text == "Wij vertellen u wat er nieuw is in uw zaak bij politie of justitie."
    assert promise.clock.due_at.date() == date(2026, 3, 12)


def test_a_message_tells_the_news_once_and_keeps_the_promise(cast: make.Cast) -> None:
    code = AccessCode.new()
    dossier, own = own_file(cast, code)
    news = police.record_news(dossier, HEARD, ring=cast.greet, at=make.MIDDAY)

    police.write_news(news, text="Er is een verdachte.", ring=cast.greet, at=make.MIDDAY)

    assert messages(mine(cast, code).report, own)[-1].words.text == "Er is een verdachte."
    assert Clock.objects.get(kind=ClockKind.PROMISE).outcome == Outcome.KEPT
    assert News.objects.get().told == Told.MESSAGE
    with pytest.raises(JustChanged):
        police.spoke_of_news(news, knew=False, ring=cast.greet, at=make.MIDDAY)


def test_news_for_somebody_without_an_own_page_is_told_in_a_talk(cast: make.Cast) -> None:
    case = weighed(cast)
    dossier = filed_for(case, cast, relative(case, cast))
    news = police.record_news(dossier, HEARD, ring=cast.greet, at=make.MIDDAY)
    with pytest.raises(police.following.cases.ForWhichReporter):
        police.write_news(news, text="Er is een verdachte.", ring=cast.greet, at=make.MIDDAY)

    police.spoke_of_news(news, knew=True, ring=cast.greet, at=make.MIDDAY)

    assert News.objects.get().told == Told.KNEW
    assert not Clock.objects.filter(kind=ClockKind.PROMISE).exists()


def test_only_what_is_set_for_a_day_lies_ahead(cast: make.Cast) -> None:
    dossier = filed_for(weighed(cast), cast)
    ahead = TODAY + timedelta(days=60)

    police.record_news(dossier, Heard(NewsKind.HEARING, ahead), ring=cast.greet, at=make.MIDDAY)
    with pytest.raises(NotThatDay):
        police.record_news(dossier, Heard(NewsKind.VERDICT, ahead), ring=cast.greet, at=make.MIDDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        News.objects.update(kind=NewsKind.VERDICT)


def test_only_who_handles_the_case_writes_down_news(cast: make.Cast) -> None:
    dossier = filed_for(weighed(cast), cast)

    with pytest.raises(NotYourCase):
        police.record_news(dossier, HEARD, ring=cast.cor, at=make.MIDDAY)


def test_there_are_plain_words_for_every_kind_of_news(loaded: None) -> None:
    said = {one.code for one in latest(Passages, "police_news").passages}

    assert said == set(NewsKind.values)


def test_the_desk_knows_by_which_number_the_police_know_the_case(cast: make.Cast) -> None:
    dossier = filed_for(weighed(cast), cast)
    written = AtThePolice(number="PL1300-2026012345", officer="J. de Wit", officer_reach="0612345678")

    police.write_at_police(dossier, written, ring=cast.greet, at=make.MIDDAY)

    assert sheet(dossier, Part.AT_POLICE, AtThePolice, ring=cast.greet) == written


def test_a_watched_agreement_has_a_day_to_look_at_it(cast: make.Cast) -> None:
    dossier = known_there(weighed(cast), cast)

    police.watch(dossier, ["vpt_code", "damage"], promised_on=TODAY, ring=cast.greet, at=make.MIDDAY)

    first, second = watches_of(dossier, ring=cast.greet)
    assert (first.row.code, second.row.code) == ("vpt_code", "damage")
    assert first.clock is not None
    assert first.clock.due_at.date() == date(2026, 3, 12)
    assert "vpt_code" not in {one.code for one in unwatched(dossier)}
    with pytest.raises(WatchedAlready):
        police.watch(dossier, ["vpt_code"], promised_on=TODAY, ring=cast.greet, at=make.MIDDAY)


def test_nothing_is_watched_before_the_police_know(cast: make.Cast) -> None:
    dossier = filed_for(weighed(cast), cast)

    with pytest.raises(NothingPromisedYet):
        police.watch(dossier, ["copy"], promised_on=TODAY, ring=cast.greet, at=make.MIDDAY)


def test_what_was_not_kept_becomes_a_task_with_what_to_say_and_goes_a_step_further_each_time(cast: make.Cast) -> None:
    dossier = known_there(weighed(cast), cast)
    police.watch(dossier, ["prosecuted"], promised_on=TODAY, ring=cast.greet, at=make.MIDDAY)
    row = Watch.objects.select_related("dossier__case", "dossier__organisation").get()

    for state in (WatchState.ASKED, WatchState.ESCALATED, WatchState.COURT):
        due_on = TODAY + timedelta(days=7)
        police.not_kept(row, Further(state, due_on), ring=cast.greet, at=make.MIDDAY)

    told = {one.text.split(":")[0] for one in open_tasks(tasks_in(dossier.case), cast.greet)}
    assert {"Vraag na", "Vraag het hogerop"} < told
    assert any("gerechtshof" in text for text in told)
    assert [one.kind for one in running_of(dossier.pk)] == [ClockKind.POLICE_ANSWER]
    with pytest.raises(JustChanged):
        police.not_kept(row, Further(WatchState.ASKED, TODAY), ring=cast.greet, at=make.MIDDAY)
    assert Task.objects.count() == 3


def test_an_agreement_that_was_kept_is_watched_no_more(cast: make.Cast) -> None:
    dossier = known_there(weighed(cast), cast)
    police.watch(dossier, ["copy", "speed"], promised_on=TODAY, ring=cast.greet, at=make.MIDDAY)
    copy, speed = (Watch.objects.select_related("dossier__case").get(code=code) for code in ("copy", "speed"))

    police.end_watch(copy, kept=True, text="", ring=cast.greet, at=make.MIDDAY)
    with pytest.raises(NoText):
        police.end_watch(speed, kept=False, text=" ", ring=cast.greet, at=make.MIDDAY)
    police.end_watch(speed, kept=False, text="Er komt geen zitting.", ring=cast.greet, at=make.MIDDAY)

    ended = {one.row.code: (one.row.state, one.text) for one in watches_of(dossier, ring=cast.greet)}
    assert ended == {
        "copy": (WatchState.KEPT, ""),
        "speed": (WatchState.DROPPED, "Er komt geen zitting."),
    }
    assert ClockKind.POLICE_ANSWER not in {one.kind for one in running_in(dossier.case_id)}
    with pytest.raises(JustChanged):
        police.end_watch(copy, kept=True, text="", ring=cast.greet, at=make.MIDDAY)


def test_the_agreements_of_the_file_name_the_version_with_which_watching_began(cast: make.Cast) -> None:
    dossier = known_there(weighed(cast), cast)
    police.watch(dossier, ["taken"], promised_on=TODAY, ring=cast.greet, at=make.MIDDAY)

    assert Watch.objects.get().version == latest(Agreements, "ela").version
