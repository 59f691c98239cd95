"""Keys that people hold one by one: nobody gets one under which something lies that they must not know of."""

from uuid import UUID, uuid4

import pytest

from rugdekking.audit.actor import SYSTEM
from rugdekking.kernel.refusal import Refused
from rugdekking.keys import operations as keys
from rugdekking.keys.circles import circle_of, front_desk, opened, trusted, waiting_at_front_desk
from rugdekking.keys.holders import new_key, wraps_for
from rugdekking.keys.letters import stands, with_own_key
from rugdekking.keys.models import Admission, Key, KeyKind, LetIn
from rugdekking.keys.queries import desk_key, holders
from rugdekking.keys.rings import NoKey, StaffRing
from rugdekking.organisations import operations as organisations
from rugdekking.organisations.roles import Role
from rugdekking.vault.secrets import Secret
from tests import make
from tests.make import MIDDAY

pytestmark = pytest.mark.django_db


def circle(cast: make.Cast, *out: StaffRing, kind: KeyKind = KeyKind.INDEX, by: StaffRing | None = None) -> UUID:
    without = {one.holder for one in out}
    return keys.circle_key(kind, cast.desk, without=without, ring=by or cast.greet, at=MIDDAY)[0]


def at_the_desk(cast: make.Cast, name: str = "Bo") -> StaffRing:
    """Somebody of the front desk, admitted by Greet."""
    bo = make.newcomer(cast.desk, Role.FRONT_DESK, name=name, title="gastvrouw")
    keys.admit(bo.membership, desk=cast.desk, ring=cast.greet, at=MIDDAY)
    return bo


def key_of_desk(cast: make.Cast) -> UUID:
    found = desk_key(cast.desk.pk)
    assert found is not None
    return found.pk


def fresh(ring: StaffRing) -> StaffRing:
    return StaffRing.of(ring.membership, ring.secret)


def test_everybody_who_reads_shares_one_index_key() -> None:
    cast = make.cast()

    first = circle(cast)

    assert circle(cast) == circle(cast, by=fresh(cast.vera)) == first
    assert circle_of([first])[first] == {one.holder for one in (cast.greet, cast.cor, cast.vera)}


def test_who_must_not_know_holds_no_key_of_that_circle() -> None:
    cast = make.cast()
    everybody = circle(cast)

    without_cor = circle(cast, cast.cor)

    assert without_cor != everybody
    with pytest.raises(NoKey):
        fresh(cast.cor).open(without_cor)
    fresh(cast.vera).open(without_cor)


def test_a_circle_is_never_widened_for_a_thing_that_fewer_people_must_not_know_of() -> None:
    """Under the key without Cor and Vera lies something of which Vera must not know."""
    cast = make.cast()
    small = circle(cast, cast.cor, cast.vera)

    assert circle(cast, cast.cor) != small
    assert cast.vera.holder not in circle_of([small])[small]


def test_nothing_is_put_under_the_key_of_a_circle_that_somebody_left() -> None:
    cast = make.cast()
    former = circle(cast)

    keys.remove(cast.cor.membership, desk=cast.desk, ring=cast.greet, at=MIDDAY)

    assert former not in trusted(KeyKind.INDEX, cast.desk, fresh(cast.greet))
    assert former in opened(KeyKind.INDEX, cast.desk.pk, fresh(cast.greet))
    assert circle(cast) != former


def test_a_key_that_an_intruder_published_and_wrapped_to_everybody_is_not_used() -> None:
    cast = make.cast()
    rings = [cast.greet, cast.cor, cast.vera]
    made = new_key(KeyKind.INDEX, organisation=cast.desk.organisation_id, subject=cast.desk.pk, on=MIDDAY.date())
    made.row.vouched_by = key_of_desk(cast)
    made.row.signature = Secret.new().sign(b"anything")
    made.row.save(force_insert=True)
    for row in wraps_for(made.row, made.secret, holders([one.membership for one in rings])):
        row.save(force_insert=True)

    assert circle(cast) != made.row.pk


def test_the_circle_stays_in_use_when_the_desk_key_is_renewed() -> None:
    cast = make.cast()
    before = circle(cast)

    keys.rotate(cast.desk, ring=cast.greet, at=MIDDAY)

    assert circle(cast, by=fresh(cast.greet)) == before


def test_who_serves_at_the_front_desk_gets_card_keys_and_opens_nothing_else() -> None:
    cast = make.cast()
    bo = at_the_desk(cast)

    card, index = circle(cast, kind=KeyKind.CARD), circle(cast)

    fresh(bo).open(card)
    for other in (index, key_of_desk(cast)):
        with pytest.raises(NoKey):
            fresh(bo).open(other)


def test_a_role_alone_brings_nobody_to_the_front_desk() -> None:
    """An administrator gives the role; only a holder of the desk key admits."""
    cast = make.cast()
    bo = make.newcomer(cast.desk, Role.FRONT_DESK, name="Bo")

    assert waiting_at_front_desk(cast.desk) == [bo.membership]
    with pytest.raises(NoKey):
        fresh(bo).open(circle(cast, kind=KeyKind.CARD))


def test_an_admission_that_no_holder_signed_admits_nobody() -> None:
    cast = make.cast()
    bo = at_the_desk(cast)
    assert front_desk(cast.desk) == [bo.membership]

    Admission.objects.update(proof=Secret.new().sign(b"anything"))

    assert front_desk(cast.desk) == []


def test_an_admission_is_no_word_that_lets_somebody_read() -> None:
    """Both say who, by whom and when; only what each says first keeps them apart."""
    cast = make.cast()
    bo = at_the_desk(cast)
    row = Admission.objects.get(membership=bo.membership)
    copied = {field.attname: getattr(row, field.attname) for field in Admission._meta.concrete_fields}
    keys.let_in(make.newcomer(cast.desk, Role.DEPUTY).membership, desk=cast.desk, ring=cast.greet, at=MIDDAY)
    LetIn(**{**copied, "id": uuid4()}).save(force_insert=True)

    assert not stands(with_own_key(LetIn.objects.filter(membership=bo.membership)).get())


def test_the_front_desk_stays_admitted_when_the_desk_key_is_renewed() -> None:
    cast = make.cast()
    bo = at_the_desk(cast)

    keys.rotate(cast.desk, ring=cast.greet, at=MIDDAY)

    assert front_desk(cast.desk) == [bo.membership]


def test_who_leaves_the_front_desk_gets_no_card_that_is_made_after() -> None:
    cast = make.cast()
    bo = at_the_desk(cast)
    former = circle(cast, kind=KeyKind.CARD)

    keys.end_without_key(bo.membership, by=SYSTEM, at=MIDDAY)

    assert Key.objects.get(pk=former).retired_on == MIDDAY.date()
    with pytest.raises(NoKey):
        fresh(bo).open(circle(cast, kind=KeyKind.CARD))
    assert front_desk(cast.desk) == []


def test_who_lost_the_role_of_the_front_desk_is_in_no_new_circle() -> None:
    cast = make.cast()
    bo = at_the_desk(cast)
    former = circle(cast, kind=KeyKind.CARD)

    organisations.set_roles(bo.membership, roles=[Role.TASK_OWNER], by=SYSTEM, at=MIDDAY)

    assert circle(cast, kind=KeyKind.CARD) != former


def test_only_somebody_with_that_role_is_admitted_and_only_by_a_holder() -> None:
    cast = make.cast()
    bo = make.member(cast.desk, Role.FRONT_DESK, name="Bo")

    for newcomer, by in ((cast.tim.membership, cast.greet), (bo, cast.greet), (bo, cast.tim)):
        with pytest.raises(Refused):
            keys.admit(newcomer, desk=cast.desk, ring=by, at=MIDDAY)
    assert not Admission.objects.exists()
