"""Police files for the tests, opened as people open them."""

from datetime import datetime

from rugdekking.cases.models import Case, PersonConcerned
from rugdekking.content.queries import latest
from rugdekking.content.schema import Letter as Text
from rugdekking.content.schema import Slot
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import Ring
from rugdekking.police import operations as police
from rugdekking.police.following import costs_of
from rugdekking.police.models import Dossier, NewsKind, Part, Watch
from rugdekking.police.operations import Draft, Heard
from rugdekking.police.queries import dossiers_of
from rugdekking.police.writing import Bearer, Cost, Place
from rugdekking.vault.codes import AccessCode
from tests import make
from tests.aftercare.props import concerned
from tests.measures.props import weighed
from tests.recording import a_step
from tests.reports.props import ring_of


@a_step
def filed_for(
    case: Case, cast: make.Cast, person: PersonConcerned | None = None, *, at: datetime = make.MIDDAY
) -> Dossier:
    """A police file for who reported, or for `person`."""
    return police.open_dossier(case, person=person or concerned(case, cast), ring=cast.greet, at=at)


def own_file(cast: make.Cast, code: AccessCode) -> tuple[Dossier, Ring]:
    """A file of somebody who reported under `code`, as all of it is fetched, with the ring of that person."""
    case = weighed(cast, code=code)
    filed_for(case, cast)
    return dossiers_of(case)[0], ring_of(cast, code)


@a_step
def known_there(case: Case, cast: make.Cast) -> Dossier:
    """A file of which the police know: something came of it already."""
    dossier = filed_for(case, cast)
    police.record_news(dossier, Heard(NewsKind.INVESTIGATION, make.MIDDAY.date()), ring=cast.greet, at=make.MIDDAY)
    return dossier


def place(**more: object) -> Place:
    """Something that stands online."""
    told = {"kind": "social_media", "platform": "X", "account": "@dijkwacht", "address": "https://voorbeeld.nl/1"}
    return Place(**{**told, "what": "Mijn huisadres, met een foto van de oprit.", **more})


def a_cost(**more: object) -> Cost:
    """A line of a ledger."""
    told = {"id": "", "what": "Nieuwe voordeur", "on": make.MIDDAY.date(), "cents": 184_950}
    return Cost(**{**told, "bearer": Bearer.PERSON, **more})


def claim(**more: str) -> Draft:
    """A claim for damage, filled in."""
    text = latest(Text, "damage_claim")
    values = dict.fromkeys(text.slots, "Wij vragen € 1.849,50.") | {Slot(name): words for name, words in more.items()}
    return Draft(text, "De heer X\nStraat 1", "Geachte heer X,", "Greet", values, "De secretaris, 9 maart 2026")


def everything_followed(dossier: Dossier, cast: make.Cast, *, at: datetime = make.MIDDAY) -> dict[str, str]:
    """One of everything that hangs on a file after the police know, by the blank in which it stands in an address."""
    news = police.record_news(dossier, Heard(NewsKind.SUSPECT, day_of(at)), ring=cast.greet, at=at)
    police.watch(dossier, ["vpt_code"], promised_on=day_of(at), ring=cast.greet, at=at)
    online = police.keep_online(dossier, place(), ring=cast.greet, at=at)
    police.add_cost(dossier, a_cost(), ring=cast.greet, at=at)
    police.begin_route(dossier, Part.DANGER, office="mayor", ring=cast.greet, at=at)
    police.begin_route(dossier, Part.SUBVERSION, office="", ring=cast.greet, at=at)
    letter = police.write_letter(dossier, claim(), ring=cast.greet, at=at)
    return {
        "news": str(news.pk),
        "watched": str(Watch.objects.get(dossier=dossier).pk),
        "online": str(online.pk),
        "cost": costs_of(dossier, ring=cast.greet)[0].id,
        "epistle": str(letter.pk),
        "route": "levensgevaar",
        "stop": "emergency",
    }
