"""A protocol speaks the words of the organisation, and keeps what a form shows only roughly."""

import pytest
from msgspec.structs import replace

from rugdekking.audit.actor import SYSTEM
from rugdekking.content.reading import FaultyContent
from rugdekking.content.schema import Decider, Protocol, Target
from rugdekking.content.schema.base import Span, Unit
from rugdekking.content.writing import written
from rugdekking.organisations.models import Kind
from rugdekking.protocols import operations
from rugdekking.protocols.comparing import differences, still_to_take_over, take_over
from rugdekking.protocols.editing import CannotStand, Part, Words, find, put, say
from rugdekking.protocols.operations import DoesNotFit
from rugdekking.protocols.queries import fitting_protocols, titles_of
from rugdekking.protocols.wording import item_lines, words_text
from rugdekking.web.office.protocol.forms import MeasureForm
from rugdekking.web.office.protocol.row_form import RowForm
from tests import make
from tests.content import shipped
from tests.protocols.test_edit import a_measure

MODEL = shipped.protocol()
BAN = next(one for one in MODEL.measures if one.term is not None)
WEEKS, MONTHS = Span(amount=2, unit=Unit.WEEKS), Span(amount=3, unit=Unit.MONTHS)


def mixed() -> Protocol:
    """As another organisation may send it: lengths in months, to be looked at again after weeks."""
    assert BAN.term is not None
    term = replace(BAN.term, minimum=MONTHS, default=MONTHS, maximum=MONTHS, review_after=WEEKS)
    return put(MODEL, Part.MEASURES, replace(BAN, term=term))


def posted(form: MeasureForm | RowForm) -> dict[str, object]:
    """What the browser sends when nobody changes anything."""
    values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: value for name, value in values.items() if value not in (None, False)}


def term_after(protocol: Protocol, **typed: object) -> object:
    item = find(protocol, Part.MEASURES, BAN.code)
    form = MeasureForm({**posted(MeasureForm(protocol=protocol, item=item)), **typed}, protocol=protocol, item=item)
    assert form.is_valid(), form.errors
    return form.item.term  # type: ignore[union-attr]


@pytest.mark.django_db
def test_a_length_keeps_its_unit_until_somebody_changes_it() -> None:
    make.content()
    before = find(mixed(), Part.MEASURES, BAN.code)
    form = MeasureForm(protocol=mixed(), item=before)

    assert term_after(mixed()) == before.term  # type: ignore[union-attr]
    assert "Staat nu op 2 weken" in form.fields["review_after"].help_text
    assert not form.fields["maximum"].help_text
    assert term_after(mixed(), maximum=6).review_after == WEEKS  # type: ignore[attr-defined]
    assert term_after(mixed(), review_after=1).review_after == Span(amount=1, unit=Unit.MONTHS)  # type: ignore[attr-defined]


def two_deciders() -> Protocol:
    row = next(one for one in MODEL.rows if sum(wish.measure in MEASURES for wish in one.proposals) > 1)
    named = iter((Decider.CLERK, Decider.CHAIR))
    proposals = tuple(
        replace(wish, decider=next(named, Decider.CHAIR)) if wish.measure in MEASURES else wish
        for wish in row.proposals
    )
    return put(MODEL, Part.ROWS, replace(row, number=1000, proposals=proposals))


MEASURES = {one.code for one in MODEL.measures if one.kind == "measure"}


def row_after(protocol: Protocol, **typed: object) -> list[Decider | None]:
    item = find(protocol, Part.ROWS, "1000")
    form = RowForm({**posted(RowForm(protocol=protocol, item=item)), **typed}, protocol=protocol, item=item)
    assert form.is_valid(), form.errors
    return [wish.decider for wish in form.item.proposals if wish.measure in MEASURES]  # type: ignore[union-attr]


def test_each_measure_of_a_row_keeps_who_decides_until_somebody_chooses_another() -> None:
    protocol = two_deciders()
    form = RowForm(protocol=protocol, item=find(protocol, Part.ROWS, "1000"))

    assert set(row_after(protocol)) == {Decider.CLERK, Decider.CHAIR}
    assert "Verschilt nu per maatregel" in form.fields["decider"].help_text
    assert set(row_after(protocol, decider="secretary")) == {Decider.SECRETARY}
    assert set(row_after(protocol, decider="")) == {None}


def test_whom_it_is_about_is_compared_and_taken_over() -> None:
    newer = say(MODEL, {Words.PERPETRATORS: ["resident"], Words.TARGETS: [one.value for one in MODEL.targets]})

    (change,) = differences(MODEL, newer)

    assert (change.label, change.lines[0][2]) == ("Door wie", "een inwoner")
    assert words_text(take_over(MODEL, change, newer), Words.PERPETRATORS) == "een inwoner"


def test_the_order_in_which_they_are_named_is_no_difference() -> None:
    turned = say(MODEL, {Words.PERPETRATORS: list(reversed(MODEL.perpetrators))})

    assert differences(MODEL, turned) == []
    assert still_to_take_over(MODEL, differences(MODEL, turned), turned) == []


def test_a_target_that_a_rule_names_stays() -> None:
    assert any(Target.FAMILY in row.when.targets for row in MODEL.rows)
    with pytest.raises(CannotStand, match="doel"):
        say(MODEL, {Words.TARGETS: ["office"]})


@pytest.mark.parametrize(
    ("kind", "names", "chair"),
    [
        (Kind.GEMEENTE, ["model", "staff"], "burgemeester"),
        (Kind.WATERSCHAP, ["model_waterschap", "staff"], "dijkgraaf of watergraaf"),
    ],
)
def test_each_kind_of_organisation_gets_its_own_models_and_titles(
    db: None, kind: Kind, names: list[str], chair: str
) -> None:
    make.content()
    organisation = make.desk(kind=kind).organisation

    assert [one.id for one in fitting_protocols(organisation)] == names
    by_the_chair = replace(a_measure("written_warning"), decider=Decider.CHAIR)
    assert item_lines(by_the_chair, MODEL, titles_of(organisation))["Besluit"] == chair
    with pytest.raises(DoesNotFit):
        operations.derive(organisation, name="model_provincie", by=SYSTEM, at=make.MIDDAY)


def test_a_shipped_file_that_is_brought_in_says_what_to_change(db: None) -> None:
    make.content()
    organisation = make.desk().organisation
    text = written(MODEL)

    with pytest.raises(FaultyContent, match=r"regel 1: hier staat het id ‘model’\. Schrijf ‘id: eigen’\."):
        operations.bring_in(organisation, text=text, by=SYSTEM, at=make.MIDDAY)
    operations.bring_in(organisation, text=text.replace("id: model", "id: eigen"), by=SYSTEM, at=make.MIDDAY)
