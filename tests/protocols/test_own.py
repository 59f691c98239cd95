"""An organisation makes a protocol of its own: derives it, changes it, adopts it, and takes it back."""

from dataclasses import replace
from datetime import date, timedelta

import msgspec
import pytest
from django.db import IntegrityError, transaction

from rugdekking.audit.actor import Actor, member
from rugdekking.audit.models import Entry
from rugdekking.content.reading import FaultyContent
from rugdekking.content.writing import written
from rugdekking.kernel.refusal import JustChanged
from rugdekking.kernel.time import day_of
from rugdekking.organisations.models import Organisation
from rugdekking.organisations.roles import Role
from rugdekking.protocols import operations, queries
from rugdekking.protocols.editing import Words, say
from rugdekking.protocols.models import OwnProtocol, State
from rugdekking.protocols.operations import Decision, NotAsDecided, ThereIsADraft
from tests import make

NOW = make.MIDDAY
TODAY = day_of(NOW)
COUNCIL = Decision("de gemeenteraad", TODAY, "raadsbesluit 2026-031", TODAY)


@pytest.fixture
def town(db: None) -> Organisation:
    make.content(at=NOW)
    return make.desk().organisation


@pytest.fixture
def by(town: Organisation) -> Actor:
    return member(make.member(make.desk(), Role.COORDINATOR).pk, Role.COORDINATOR)


def adopted(town: Organisation, by: Actor, *, title: str, valid_from: date = TODAY) -> OwnProtocol:
    draft = operations.derive(town, name="model", by=by, at=NOW)
    operations.change(draft, say(queries.read(draft), {Words.TITLE: title}), by=by, at=NOW)
    draft.refresh_from_db()
    return operations.adopt(draft, decision=replace(COUNCIL, valid_from=valid_from), by=by, at=NOW)


def test_without_an_own_protocol_the_shipped_one_holds(town: Organisation) -> None:
    assert queries.current(town, on=TODAY).id == "model"


def test_a_draft_holds_for_nobody(town: Organisation, by: Actor) -> None:
    draft = operations.derive(town, name="model", by=by, at=NOW)

    assert queries.read(draft).id == queries.OWN
    assert queries.current(town, on=TODAY).id == "model"


def test_an_adopted_protocol_holds_from_its_first_day(town: Organisation, by: Actor) -> None:
    tomorrow = TODAY + timedelta(days=1)

    adopted(town, by, title="Protocol van Waterlaar", valid_from=tomorrow)

    assert queries.current(town, on=TODAY).id == "model"
    found = queries.current(town, on=tomorrow)
    assert (found.id, found.version, found.title) == (queries.OWN, 1, "Protocol van Waterlaar")
    assert found.source == "Vastgesteld door de gemeenteraad, raadsbesluit 2026-031."


def test_a_newer_version_takes_over_and_the_older_stays_as_it_was(town: Organisation, by: Actor) -> None:
    adopted(town, by, title="De eerste")
    second = operations.continue_from(queries.versions_of(town.pk)[0], by=by, at=NOW)
    operations.change(second, say(queries.read(second), {Words.TITLE: "De tweede"}), by=by, at=NOW)
    second.refresh_from_db()
    operations.adopt(second, decision=COUNCIL, by=by, at=NOW)

    assert queries.current(town, on=TODAY).title == "De tweede"
    assert queries.followed(town.pk, queries.OWN, 1).title == "De eerste"
    assert (second.from_name, second.from_version) == ("model", 3)


def test_a_withdrawn_protocol_gives_way_to_the_one_before_it(town: Organisation, by: Actor) -> None:
    row = adopted(town, by, title="Te snel")

    operations.withdraw(row, by=by, at=NOW)

    assert queries.current(town, on=TODAY).id == "model"
    assert queries.followed(town.pk, queries.OWN, 1).title == "Te snel"
    with pytest.raises(JustChanged, match="al ingetrokken"):
        operations.withdraw(row, by=by, at=NOW)


def test_there_is_one_draft_at_a_time(town: Organisation, by: Actor) -> None:
    draft = operations.derive(town, name="model", by=by, at=NOW)

    with pytest.raises(ThereIsADraft, match="Er is al een concept"):
        operations.derive(town, name="model", by=by, at=NOW)
    operations.drop(draft, by=by, at=NOW)

    assert operations.derive(town, name="model", by=by, at=NOW).state == State.DRAFT


def test_two_people_who_change_a_draft_at_once_hear_of_each_other(town: Organisation, by: Actor) -> None:
    mine = operations.derive(town, name="model", by=by, at=NOW)
    theirs = queries.draft_of(town.pk)
    assert theirs is not None

    operations.change(mine, say(queries.read(mine), {Words.TITLE: "Van mij"}), by=by, at=NOW)

    with pytest.raises(JustChanged, match="intussen gewijzigd"):
        operations.change(theirs, say(queries.read(theirs), {Words.TITLE: "Van hen"}), by=by, at=NOW)
    with pytest.raises(JustChanged, match="intussen gewijzigd"):
        operations.adopt(theirs, decision=COUNCIL, by=by, at=NOW)
    now = queries.draft_of(town.pk)
    assert now is not None
    assert queries.read(now).title == "Van mij"


@pytest.mark.parametrize(
    ("decision", "why"),
    [
        (Decision("  ", TODAY, "x", TODAY), "wie het protocol vaststelde"),
        (Decision("de raad", TODAY, "", TODAY), "waar dat te vinden is"),
        (Decision("de raad", TODAY + timedelta(days=1), "x", TODAY + timedelta(days=2)), "nog niet genomen"),
        (Decision("de raad", TODAY, "x", TODAY - timedelta(days=1)), "niet in voordat het is vastgesteld"),
    ],
)
def test_adopting_needs_a_decision(town: Organisation, by: Actor, decision: Decision, why: str) -> None:
    draft = operations.derive(town, name="model", by=by, at=NOW)

    with pytest.raises(NotAsDecided, match=why):
        operations.adopt(draft, decision=decision, by=by, at=NOW)

    assert queries.draft_of(town.pk) == draft


def test_what_was_adopted_never_changes(town: Organisation, by: Actor) -> None:
    row = adopted(town, by, title="Vast")

    with pytest.raises(JustChanged):
        operations.change(row, say(queries.read(row), {Words.TITLE: "Anders"}), by=by, at=NOW)
    with pytest.raises(JustChanged):
        operations.drop(row, by=by, at=NOW)


@pytest.mark.parametrize("lost", [{"reference": ""}, {"adopted_by": ""}, {"number": None}, {"valid_from": None}])
def test_the_database_itself_refuses_an_adoption_without_its_decision(
    town: Organisation, by: Actor, lost: dict[str, str | None]
) -> None:
    row = adopted(town, by, title="Vast")

    with pytest.raises(IntegrityError), transaction.atomic():
        OwnProtocol.objects.filter(pk=row.pk).update(**lost)


def test_a_protocol_goes_out_as_a_file_and_comes_back_the_same(town: Organisation, by: Actor) -> None:
    row = adopted(town, by, title="Heen en terug: <b>“ja”</b> & # 'nee'")

    back = operations.bring_in(town, text=written(queries.read(row)), by=by, at=NOW)

    again, was = queries.read(back), queries.read(row)
    assert again.source == "Concept, nog niet vastgesteld."
    assert msgspec.structs.replace(again, source=was.source) == was


def test_a_faulty_file_is_refused_with_its_line_and_changes_nothing(town: Organisation, by: Actor) -> None:
    good = written(queries.read(adopted(town, by, title="Goed")))
    lines = good.splitlines()
    wrong = next(number for number, line in enumerate(lines, start=1) if "obligation: always" in line)
    lines[wrong - 1] = lines[wrong - 1].replace("always", "misschien")

    with pytest.raises(FaultyContent, match=f"regel {wrong}.*‘misschien’ is geen geldige keuze"):
        operations.bring_in(town, text="\n".join(lines), by=by, at=NOW)

    assert queries.draft_of(town.pk) is None


def test_one_organisation_sees_nothing_of_anothers_protocol(town: Organisation, by: Actor) -> None:
    row = adopted(town, by, title="Van ons")
    other = make.desk().organisation

    assert queries.current(other, on=TODAY).id == "model"
    assert queries.versions_of(other.pk) == []
    assert queries.version_of(other.pk, row.pk) is None


def test_each_step_is_in_the_log(town: Organisation, by: Actor) -> None:
    operations.withdraw(adopted(town, by, title="Kort"), by=by, at=NOW)

    written_down = Entry.objects.filter(organisation=town.pk, action__startswith="protocol.")
    assert sorted(entry.action for entry in written_down) == [
        "protocol.adopted",
        "protocol.changed",
        "protocol.draft_begun",
        "protocol.withdrawn",
    ]
