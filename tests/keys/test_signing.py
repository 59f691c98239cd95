"""The key with which an organisation signs what it hands over."""

import pytest

from rugdekking.kernel.refusal import Refused
from rugdekking.keys import operations as keys
from rugdekking.keys.holders import new_key, wraps_for
from rugdekking.keys.models import Key, KeyKind, Wrap
from rugdekking.keys.queries import holders
from rugdekking.keys.rings import StaffRing
from rugdekking.keys.signing import signing_keys
from tests import make
from tests.make import MIDDAY

pytestmark = pytest.mark.django_db


def fresh(ring: StaffRing) -> StaffRing:
    return StaffRing.of(ring.membership, ring.secret)


def test_everybody_of_the_desk_signs_with_one_key() -> None:
    cast = make.cast()

    made = keys.signing_key(cast.desk, ring=cast.greet, at=MIDDAY)
    again = keys.signing_key(cast.desk, ring=fresh(cast.vera), at=MIDDAY)

    assert again == made
    assert fresh(cast.vera).open(made.pk).signing_public == bytes(made.signing_public)
    assert signing_keys(cast.desk) == [made]


def test_who_is_not_of_the_desk_signs_nothing() -> None:
    cast = make.cast()

    with pytest.raises(Refused):
        keys.signing_key(cast.desk, ring=cast.tim, at=MIDDAY)


def test_when_somebody_leaves_another_key_signs_and_the_former_stays_known() -> None:
    cast = make.cast()
    former = keys.signing_key(cast.desk, ring=cast.greet, at=MIDDAY)
    keys.remove(cast.cor.membership, desk=cast.desk, ring=cast.greet, at=MIDDAY)

    present = keys.signing_key(cast.desk, ring=fresh(cast.vera), at=MIDDAY)

    assert [key.pk for key in signing_keys(cast.desk)] == [present.pk, former.pk]
    assert Key.objects.get(pk=former.pk).retired_on == MIDDAY.date()


def test_a_key_that_somebody_put_in_the_database_is_not_shown_and_signs_nothing() -> None:
    cast = make.cast()
    put = new_key(
        KeyKind.SIGNING, organisation=cast.desk.organisation_id, subject=cast.desk.pk, on=MIDDAY.date(), generation=7
    )
    put.row.signing_public = put.secret.signing_public
    put.row.save(force_insert=True)
    Wrap.objects.bulk_create(wraps_for(put.row, put.secret, holders([cast.greet.membership])))

    made = keys.signing_key(cast.desk, ring=cast.greet, at=MIDDAY)

    assert made.pk != put.row.pk
    assert signing_keys(cast.desk) == [made]
