"""A police track ends with its terms let go, and news or another wish opens it again."""

import pytest

from rugdekking.clocks.queries import running_of
from rugdekking.clocks.status import ClockKind
from rugdekking.content.schema import Reply
from rugdekking.kernel.refusal import JustChanged
from rugdekking.kernel.time import day_of
from rugdekking.police import operations as police
from rugdekking.police.models import Dossier, NewsKind, Part, Watch
from rugdekking.police.operations import Heard, TermStillRuns
from rugdekking.police.queries import sheet
from rugdekking.police.sheets import Answers, Wish
from rugdekking.police.status import State, WatchState
from rugdekking.police.writing import Words
from rugdekking.reports.texts import NoText
from tests import make
from tests.measures.props import weighed
from tests.police.props import known_there

TODAY = day_of(make.MIDDAY)


def running(cast: make.Cast) -> Dossier:
    """A file with a term for a complaint, an agreement that is watched, and a home to secure."""
    dossier = known_there(weighed(cast), cast)
    insulted = Answers(answers={"office": Reply.NO}, also=("insult",))
    police.answer_questions(dossier, answers=insulted, ring=cast.greet, at=make.MIDDAY)
    police.watch(dossier, ["copy"], promised_on=TODAY, ring=cast.greet, at=make.MIDDAY)
    police.begin_route(dossier, Part.SECURITY, office="mayor", ring=cast.greet, at=make.MIDDAY)
    return dossier


def end(dossier: Dossier, cast: make.Cast, *, text: str = "Zij wil niet verder.", may_go: bool = True) -> None:
    police.end_dossier(dossier, text=text, terms_may_go=may_go, ring=cast.greet, at=make.MIDDAY)


def test_a_track_ends_with_a_reason_and_with_its_terms_let_go_but_a_home_is_still_secured(
    cast: make.Cast,
) -> None:
    dossier = running(cast)
    with pytest.raises(TermStillRuns):
        end(dossier, cast, may_go=False)
    with pytest.raises(NoText):
        end(dossier, cast, text=" ")

    end(dossier, cast)

    assert (dossier.state, dossier.ended_on) == (State.ENDED, TODAY)
    assert sheet(dossier, Part.ENDING, Words, ring=cast.greet) == Words(text="Zij wil niet verder.")
    assert {one.kind for one in running_of(dossier.pk)} == {ClockKind.SECURITY}
    assert Watch.objects.get().state == WatchState.DROPPED
    with pytest.raises(JustChanged):
        end(dossier, cast)


def test_news_another_wish_or_a_term_opens_the_track_again(cast: make.Cast) -> None:
    dossier = running(cast)
    again = (
        lambda: police.record_news(dossier, Heard(NewsKind.SUSPECT, TODAY), ring=cast.greet, at=make.MIDDAY),
        lambda: police.record_wish(dossier, wish=Wish(way="mediation"), ring=cast.greet, at=make.MIDDAY),
        lambda: police.start_term(dossier, kind=ClockKind.OBJECTION, told_on=TODAY, ring=cast.greet, at=make.MIDDAY),
    )
    for happens in again:
        end(dossier, cast)
        happens()

        dossier.refresh_from_db()
        assert (dossier.state, dossier.ended_on) == (State.OPEN, None)
