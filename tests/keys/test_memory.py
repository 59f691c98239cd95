"""What a member remembers of the desk key: erased by somebody else, it is missed."""

import pytest

from rugdekking.audit.models import Entry
from rugdekking.keys import operations as keys
from rugdekking.keys.holders import wraps_for
from rugdekking.keys.letters import sign_letter
from rugdekking.keys.models import Doubt, Key, LetIn, Wrap
from rugdekking.keys.operations.checks import LOST
from rugdekking.keys.queries import form_state, holders
from rugdekking.keys.rings import StaffRing
from rugdekking.vault.secrets import Secret
from tests import make
from tests.keys.test_doubt import afresh, everybody_back, present, unlocks
from tests.make import MIDDAY

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("erased", ["memory", "row", "overwritten"])
def test_a_memory_that_somebody_erased_is_missed(erased: str) -> None:
    cast = make.cast()
    assert unlocks(cast, cast.greet)
    assert unlocks(cast, cast.cor)
    own = LetIn.objects.filter(membership=cast.cor.membership)
    {
        "memory": lambda: own.update(known=None),
        "row": own.delete,
        "overwritten": lambda: own.update(known=b"\1" + bytes(300)),
    }[erased]()

    assert not unlocks(cast, cast.cor)

    assert present(cast).doubt == Doubt.FORGOTTEN
    assert not form_state(cast.desk).is_open
    assert Entry.objects.filter(action=LOST, actor=cast.cor.membership.pk).count() == 1


def test_after_a_lost_memory_the_word_of_a_colleague_is_a_new_beginning() -> None:
    cast = make.cast()
    assert unlocks(cast, cast.greet)
    assert unlocks(cast, cast.cor)
    LetIn.objects.filter(membership=cast.cor.membership).update(known=None)
    assert not unlocks(cast, cast.cor)

    papers = keys.make_anew(cast.desk, ring=afresh(cast.greet), at=MIDDAY)
    everybody_back(cast, papers, by=cast.greet)

    assert unlocks(cast, cast.cor)
    LetIn.objects.filter(membership=cast.cor.membership).update(known=None)
    assert not unlocks(cast, cast.cor), "a second time is missed as well"


def test_who_started_over_has_nothing_to_remember_and_is_not_suspected() -> None:
    cast = make.cast()
    assert unlocks(cast, cast.cor)
    made = keys.start_over(cast.cor.membership.person, passphrase="na brand opnieuw begonnen", at=MIDDAY)
    cor = StaffRing.of(cast.cor.membership, made.secret)
    assert unlocks(cast, cor)

    keys.let_in(cor.membership, desk=cast.desk, ring=afresh(cast.greet), at=MIDDAY)

    assert unlocks(cast, cor)
    assert form_state(cast.desk).is_open


def test_at_first_use_the_word_of_whoever_let_one_in_must_fit_the_key() -> None:
    """Nothing is remembered yet, and the intruder's key lies ready: the colleague's own signature is not on it."""
    cast = make.cast()
    fake = Secret.new()
    key = present(cast)
    Key.objects.filter(pk=key.pk).update(public=fake.public, signing_public=fake.signing_public)
    Wrap.objects.filter(key=key).delete()
    Wrap.objects.bulk_create(wraps_for(key, fake, holders([cast.vera.membership])))
    letter = LetIn.objects.get(membership=cast.vera.membership)
    sign_letter(letter, own=fake, desk=fake)
    letter.save()

    assert not unlocks(cast, cast.vera)
