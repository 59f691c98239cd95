"""The one thing that is next in a police file."""

from dataclasses import replace

from rugdekking.content.schema import Status, Way
from rugdekking.police.choosing import Stand, Stands
from rugdekking.police.sheets import Wish
from rugdekking.web.office.police.next_step import Standing, next_step

_SAID = {
    "about": "Wachten.",
    "asks": ("A",),
    "brings": ("B",),
    "risks": ("C",),
    "next": "E",
    "status": Status.OWN,
    "source": "D",
}
ASIDE = Way(code="nothing_now", title="Nu niets", **_SAID)
UNSURE = Way(code="not_yet", title="Weet niet", undecided=True, **_SAID)
POLICE = Way(code="complaint", title="Aangifte", to_police=True, **_SAID)


def wishes(way: Way | None, *, agreed: bool = False, asked: bool = False, may_ask: bool = False) -> Stands:
    each = () if way is None else (Stand(way, agreed, asked, may_ask),)
    return Stands(None if way is None else Wish(way=way.code), each)


def page(standing: Standing) -> str:
    step = next_step(standing)
    return "" if step is None else step.page


def test_the_way_to_the_police_goes_one_step_at_a_time() -> None:
    begun = Standing(wishes(None))
    wanted = replace(begun, answered=True, wish=wishes(POLICE, may_ask=True))
    agreed = replace(wanted, wish=wishes(POLICE, agreed=True))
    filed = replace(agreed, handed=True, filed=True)

    steps = [
        begun,
        replace(begun, wish=wishes(POLICE, may_ask=True)),
        wanted,
        replace(wanted, wish=wishes(POLICE, asked=True)),
        replace(wanted, wish=wishes(POLICE)),
        agreed,
        replace(agreed, handed=True),
        filed,
        replace(filed, watched=True),
    ]
    assert [page(one) for one in steps] == [
        "dossier-choice",
        "dossier-answers",
        "dossier-agreement",
        "dossier-choice",
        "dossier-wish",
        "dossier-check",
        "dossier-filing",
        "dossier-watch",
        "dossier-news",
    ]


def test_who_does_not_know_yet_is_talked_with_and_a_duty_to_file_waits_for_no_wish() -> None:
    unsure = Standing(wishes(UNSURE, agreed=True), answered=True)

    assert page(unsure) == "dossier-choice"
    assert page(replace(unsure, must_file=True)) == "dossier-filing"


def test_danger_and_untold_news_come_before_everything_else() -> None:
    filed = Standing(wishes(POLICE, agreed=True), answered=True, filed=True, watched=True, late=True)

    assert page(filed) == "dossier-follow"
    assert page(replace(filed, untold=True)) == "dossier-follow"
    assert page(replace(filed, untold=True, in_danger=True)) == "dossier-routes"


def test_a_file_that_does_not_go_to_the_police_ends_when_no_complaint_can_be_made_any_more() -> None:
    aside = Standing(wishes(ASIDE, agreed=True), answered=True, may_complain=True)

    assert page(aside) == "dossier-terms"
    assert page(replace(aside, may_complain=False)) == "dossier-end"
    assert page(replace(aside, ended=True)) == ""
