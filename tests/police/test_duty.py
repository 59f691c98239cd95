"""The duty of an organisation to file: against the wish if need be, never unannounced, and never by itself."""

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest
from django.db import IntegrityError, transaction

from rugdekking.documents.police_file import paper_of
from rugdekking.kernel.time import day_of
from rugdekking.police import operations as police
from rugdekking.police.file.handing import hand_over
from rugdekking.police.models import Basis, Dossier, Filer, Filing, Part, Route
from rugdekking.police.operations import AnotherWish, Filed, NotAgreedYet, NotOnThisRoute, TellFirst
from rugdekking.police.sheets import Wish
from rugdekking.police.writing import Duty
from tests import make
from tests.police.file_props import CHOSEN, opened_file, written
from tests.rendering.reading import text_of

TODAY = day_of(make.MIDDAY)
DUTY = Duty(
    files=True,
    decided_by="De secretaris, J. Bos",
    reason="De jurist las de antwoorden.",
    decided_on=TODAY,
    told_on=TODAY,
)
FILED = Filed(route=Route.COMPLAINT, filer=Filer.EMPLOYER, on=TODAY)


@pytest.fixture
def dossier(cast: make.Cast) -> Dossier:
    """Somebody was offered a bribe and wants nothing to go to the police; the questions were answered."""
    dossier = written(opened_file(cast), cast)
    police.record_wish(dossier, wish=Wish(way="nothing_now"), ring=cast.greet, at=make.MIDDAY)
    police.begin_route(dossier, Part.SUBVERSION, office="", ring=cast.greet, at=make.MIDDAY)
    police.answer_duty(dossier, ("yes", "yes"), ring=cast.greet, at=make.MIDDAY)
    return dossier


def test_an_organisation_that_must_file_does_so_against_the_wish(dossier: Dossier, cast: make.Cast) -> None:
    with pytest.raises(AnotherWish):
        police.record_filing(dossier, filed=FILED, ring=cast.greet, at=make.MIDDAY)

    police.decide_duty(dossier, DUTY, ring=cast.greet, at=make.MIDDAY)
    filing = police.record_filing(dossier, filed=FILED, ring=cast.greet, at=make.MIDDAY)

    assert (filing.basis, filing.told_on) == (Basis.DUTY, TODAY)
    for wrong in (replace(FILED, filer=Filer.PERSON), replace(FILED, route=Route.NOTIFICATION)):
        with pytest.raises(AnotherWish):
            police.record_filing(dossier, filed=wrong, ring=cast.greet, at=make.MIDDAY)


def test_the_person_concerned_hears_it_before_the_organisation_files(dossier: Dossier, cast: make.Cast) -> None:
    with pytest.raises(TellFirst):
        police.decide_duty(dossier, msgspec.structs.replace(DUTY, told_on=None), ring=cast.greet, at=make.MIDDAY)

    police.decide_duty(dossier, DUTY, ring=cast.greet, at=make.MIDDAY)
    earlier = replace(FILED, on=TODAY - timedelta(days=1))
    with pytest.raises(TellFirst):
        police.record_filing(dossier, filed=earlier, ring=cast.greet, at=make.MIDDAY)

    police.record_filing(dossier, filed=FILED, ring=cast.greet, at=make.MIDDAY)
    for wrong in ({"told_on": None}, {"told_on": TODAY + timedelta(days=1)}, {"filer": Filer.PERSON}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Filing.objects.update(**wrong)


def test_nobody_decides_before_the_questions_were_answered(cast: make.Cast) -> None:
    with pytest.raises(NotOnThisRoute):
        police.decide_duty(opened_file(cast), DUTY, ring=cast.greet, at=make.MIDDAY)


def test_a_file_goes_along_out_of_duty_until_the_organisation_comes_back_to_it(
    dossier: Dossier, cast: make.Cast
) -> None:
    with pytest.raises(AnotherWish):
        hand_over(dossier, CHOSEN, ring=cast.greet, at=make.MIDDAY)
    police.decide_duty(dossier, DUTY, ring=cast.greet, at=make.MIDDAY)

    row = hand_over(dossier, CHOSEN, ring=cast.greet, at=make.MIDDAY)

    said = text_of(paper_of(row, ring=cast.greet, at=make.MIDDAY))
    assert "Debetrokkeneisgetuigeendientgeenklachtin" in said
    assert "vraagtomvervolging" not in said
    police.decide_duty(dossier, msgspec.structs.replace(DUTY, files=False), ring=cast.greet, at=make.MIDDAY)
    with pytest.raises(NotAgreedYet):
        paper_of(row, ring=cast.greet, at=make.MIDDAY)
