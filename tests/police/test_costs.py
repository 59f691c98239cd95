"""The ledger: what it cost, who bears it, what was paid back."""

from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rugdekking.kernel.refusal import JustChanged
from rugdekking.organisations.models import Desk
from rugdekking.police import operations as police
from rugdekking.police.following import costs_in, costs_of, letters_of
from rugdekking.police.models import Sheet
from rugdekking.police.operations import NobodyDecided, NotThatAmount
from rugdekking.police.writing import Bearer, Cost, euros, totals
from tests import make
from tests.measures.props import weighed
from tests.police.props import claim, filed_for

DOOR = Cost(id="", what="Nieuwe voordeur", on=make.MIDDAY.date(), cents=184_950, bearer=Bearer.PERSON)


def test_lines_are_added_corrected_and_left_out_and_earlier_ledgers_stay(cast: make.Cast) -> None:
    dossier = filed_for(weighed(cast), cast)

    police.add_cost(dossier, DOOR, ring=cast.greet, at=make.MIDDAY)
    police.add_cost(dossier, msgspec.structs.replace(DOOR, what="Camera"), ring=cast.greet, at=make.MIDDAY)
    door, camera = costs_of(dossier, ring=cast.greet)
    police.change_cost(dossier, msgspec.structs.replace(door, recovered=50_000), ring=cast.greet, at=make.MIDDAY)
    police.drop_cost(dossier, camera.id, ring=cast.greet, at=make.MIDDAY)

    ((_, lines),) = costs_in(dossier.case, ring=cast.greet)
    assert [(one.what, one.recovered) for one in lines] == [("Nieuwe voordeur", 50_000)]
    assert totals(lines).claimed == 134_950
    assert Sheet.objects.count() == 4
    with pytest.raises(JustChanged):
        police.drop_cost(dossier, camera.id, ring=cast.greet, at=make.MIDDAY)
    with pytest.raises(JustChanged):
        police.change_cost(dossier, camera, ring=cast.greet, at=make.MIDDAY)


def test_no_more_is_paid_back_than_was_lost(cast: make.Cast) -> None:
    dossier = filed_for(weighed(cast), cast)

    too_much = msgspec.structs.replace(DOOR, recovered=DOOR.cents + 1)
    with pytest.raises(NotThatAmount):
        police.add_cost(dossier, too_much, ring=cast.greet, at=make.MIDDAY)


def test_a_claim_goes_out_once_somebody_decided_it_and_says_where_the_organisation_is(cast: make.Cast) -> None:
    dossier = filed_for(weighed(cast), cast)
    Desk.objects.update(address="Marktplein 1, 1234 AB Waterlaar")
    dossier.case.desk.refresh_from_db()

    with pytest.raises(NobodyDecided):
        police.write_letter(dossier, replace(claim(), decided=" "), ring=cast.greet, at=make.MIDDAY)
    letter = police.write_letter(dossier, claim(), ring=cast.greet, at=make.MIDDAY)

    written = letters_of(dossier, ring=cast.greet)[0].written
    assert written.decided == claim().decided
    assert written.sender.endswith("Marktplein 1, 1234 AB Waterlaar")
    assert letter.sent_on is None


@given(st.lists(st.tuples(st.integers(0, 10**9), st.sampled_from(Bearer)), max_size=8))
def test_what_everybody_bears_adds_up_to_the_total(amounts: list[tuple[int, Bearer]]) -> None:
    found = totals(msgspec.structs.replace(DOOR, cents=cents, bearer=bearer) for cents, bearer in amounts)

    assert sum(cents for _, cents in found.by_bearer) == found.total
    assert found.claimed == found.total - found.recovered


@pytest.mark.parametrize(
    ("cents", "written"), [(0, "€ 0,00"), (5, "€ 0,05"), (123_456, "€ 1.234,56"), (-100, "-€ 1,00")]
)
def test_an_amount_is_written_as_people_write_it(cents: int, written: str) -> None:
    assert euros(cents) == written
