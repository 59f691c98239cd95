"""A forgotten passphrase loses nothing that is shared, and what is one's own comes back with one's own codes."""

from uuid import uuid4

import pytest

from rugdekking.kernel.refusal import JustChanged
from rugdekking.keys import operations as keys
from rugdekking.keys.models import KeyKind, PersonalWrap
from rugdekking.keys.queries import codes_left, desk_key, holders
from rugdekking.keys.rings import NoKey, StaffRing
from rugdekking.organisations.roles import Role
from tests import make
from tests.make import MIDDAY, PASSPHRASE

pytestmark = pytest.mark.django_db


def test_the_passphrase_opens_the_key() -> None:
    person = make.person()
    made = keys.set_up_person(person, passphrase=PASSPHRASE, at=MIDDAY)

    assert keys.unlock(person, passphrase=PASSPHRASE) == made.secret


def test_spaces_around_the_words_do_not_matter() -> None:
    person = make.person()
    made = keys.set_up_person(person, passphrase=PASSPHRASE, at=MIDDAY)

    assert keys.unlock(person, passphrase=f"  {PASSPHRASE.replace(' ', '   ')} ") == made.secret


def test_a_wrong_passphrase_opens_nothing() -> None:
    person = make.person()
    keys.set_up_person(person, passphrase=PASSPHRASE, at=MIDDAY)

    with pytest.raises(keys.personal.WrongPassphrase):
        keys.unlock(person, passphrase="vier andere woorden samen")


def test_somebody_else_with_the_same_passphrase_opens_another_key() -> None:
    one, other = make.person(), make.person()

    first = keys.set_up_person(one, passphrase=PASSPHRASE, at=MIDDAY)
    second = keys.set_up_person(other, passphrase=PASSPHRASE, at=MIDDAY)

    assert first.secret != second.secret


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(keys.personal.WeakPassphrase):
        keys.set_up_person(make.person(), passphrase="kort", at=MIDDAY)


def test_a_key_is_made_once() -> None:
    person = make.person()
    keys.set_up_person(person, passphrase=PASSPHRASE, at=MIDDAY)

    with pytest.raises(JustChanged):
        keys.set_up_person(person, passphrase=PASSPHRASE, at=MIDDAY)


def test_changing_the_passphrase_keeps_the_key() -> None:
    person = make.person()
    made = keys.set_up_person(person, passphrase=PASSPHRASE, at=MIDDAY)

    keys.change_passphrase(person, old=PASSPHRASE, new="heel andere nieuwe woorden")

    assert keys.unlock(person, passphrase="heel andere nieuwe woorden") == made.secret
    with pytest.raises(keys.personal.WrongPassphrase):
        keys.unlock(person, passphrase=PASSPHRASE)


def test_a_recovery_code_brings_the_key_back_and_works_once() -> None:
    person = make.person()
    made = keys.set_up_person(person, passphrase=PASSPHRASE, at=MIDDAY)

    back = keys.unlock_with_code(
        person, typed=made.codes[0].text.lower(), passphrase="een nieuwe wachtzin hier", at=MIDDAY
    )

    assert back == made.secret
    assert keys.unlock(person, passphrase="een nieuwe wachtzin hier") == made.secret
    assert codes_left(person) == len(made.codes) - 1
    with pytest.raises(keys.personal.WrongCode):
        keys.unlock_with_code(person, typed=made.codes[0].text, passphrase=PASSPHRASE, at=MIDDAY)


def test_a_weak_new_passphrase_does_not_spend_the_code() -> None:
    person = make.person()
    made = keys.set_up_person(person, passphrase=PASSPHRASE, at=MIDDAY)

    with pytest.raises(keys.personal.WeakPassphrase):
        keys.unlock_with_code(person, typed=made.codes[0].text, passphrase="kort", at=MIDDAY)

    assert codes_left(person) == len(made.codes)


def test_the_code_of_a_colleague_opens_nothing() -> None:
    greet, cor = make.person(), make.person()
    keys.set_up_person(greet, passphrase=PASSPHRASE, at=MIDDAY)
    made = keys.set_up_person(cor, passphrase=PASSPHRASE, at=MIDDAY)

    with pytest.raises(keys.personal.WrongCode):
        keys.unlock_with_code(greet, typed=made.codes[0].text, passphrase="een nieuwe wachtzin", at=MIDDAY)


def test_showing_a_code_proves_that_the_codes_were_kept_and_spends_nothing() -> None:
    person = make.person()
    made = keys.set_up_person(person, passphrase=PASSPHRASE, at=MIDDAY)

    keys.prove_codes_kept(person, typed=made.codes[2].text, at=MIDDAY)

    assert codes_left(person) == len(made.codes)
    with pytest.raises(keys.personal.WrongCode):
        keys.prove_codes_kept(person, typed="0" * 24, at=MIDDAY)


def test_new_codes_replace_the_old_ones() -> None:
    person = make.person()
    made = keys.set_up_person(person, passphrase=PASSPHRASE, at=MIDDAY)

    fresh = keys.renew_codes(person, secret=made.secret)

    with pytest.raises(keys.personal.WrongCode):
        keys.prove_codes_kept(person, typed=made.codes[0].text, at=MIDDAY)
    keys.prove_codes_kept(person, typed=fresh[0].text, at=MIDDAY)


def test_a_colleague_gives_back_what_the_desk_shares_after_everything_was_lost() -> None:
    cast = make.cast()
    key, secret = keys.make_key(
        KeyKind.CASE,
        organisation=cast.desk.organisation_id,
        subject=uuid4(),
        holders=holders([cast.greet.membership, cast.cor.membership]),
        at=MIDDAY,
    )

    fresh = keys.start_over(cast.cor.membership.person, passphrase="na brand opnieuw begonnen", at=MIDDAY)
    cor = StaffRing.of(cast.cor.membership, fresh.secret)
    with pytest.raises(NoKey):
        cor.open(key.pk)
    keys.let_in(cast.cor.membership, desk=cast.desk, ring=cast.greet, at=MIDDAY)

    assert StaffRing.of(cast.cor.membership, fresh.secret).open(key.pk) == secret


def test_what_was_sealed_to_one_person_alone_does_not_come_back_through_colleagues() -> None:
    cast = make.cast()
    key, _ = keys.make_key(
        KeyKind.PRIVATE,
        organisation=cast.desk.organisation_id,
        subject=uuid4(),
        holders=holders([cast.cor.membership]),
        at=MIDDAY,
    )

    fresh = keys.start_over(cast.cor.membership.person, passphrase="na brand opnieuw begonnen", at=MIDDAY)
    keys.let_in(cast.cor.membership, desk=cast.desk, ring=cast.greet, at=MIDDAY)

    with pytest.raises(NoKey):
        StaffRing.of(cast.cor.membership, fresh.secret).open(key.pk)


def test_what_was_sealed_to_one_person_alone_comes_back_with_their_own_code() -> None:
    cast = make.cast()
    desk = cast.desk
    nora = make.member(desk, Role.CARER, name="Noor")
    made = keys.set_up_person(nora.person, passphrase=PASSPHRASE, at=MIDDAY)
    key, secret = keys.make_key(
        KeyKind.PRIVATE, organisation=desk.organisation_id, subject=uuid4(), holders=holders([nora]), at=MIDDAY
    )

    back = keys.unlock_with_code(nora.person, typed=made.codes[1].text, passphrase="weer een zin voor mij", at=MIDDAY)

    assert StaffRing.of(nora, back).open(key.pk) == secret


def test_two_of_three_shares_bring_the_desk_key_back_when_every_holder_lost_theirs() -> None:
    cast = make.cast()
    newcomer = make.newcomer(cast.desk, Role.CASE_MANAGER, name="Nieuw")
    key = desk_key(cast.desk.pk)
    assert key is not None
    expected = cast.greet.open(key.pk)

    keys.recover_with_shares(
        cast.desk, first=(3, cast.shares[2]), second=(1, cast.shares[0]), ring=newcomer, at=MIDDAY
    )

    assert newcomer.open(key.pk) == expected


def test_one_share_or_a_wrong_pair_opens_nothing() -> None:
    cast = make.cast()
    stranger = make.newcomer(cast.desk, Role.CASE_MANAGER)

    for first, second in [
        ((1, cast.shares[0]), (1, cast.shares[0])),
        ((1, cast.shares[0]), (2, cast.shares[2])),
        ((1, cast.shares[0]), (2, make.code().text)),
    ]:
        with pytest.raises(keys.recovering.WrongShare):
            keys.recover_with_shares(cast.desk, first=first, second=second, ring=stranger, at=MIDDAY)


def test_no_secret_and_no_code_is_in_the_database_in_clear() -> None:
    person = make.person()
    made = keys.set_up_person(person, passphrase=PASSPHRASE, at=MIDDAY)

    kept = b"".join(
        bytes(part)
        for row in PersonalWrap.objects.filter(person=person)
        for part in (row.name, row.salt, row.wrapped)
        if part is not None
    )

    assert made.secret.seed not in kept
    assert all(code.raw not in kept and code.text.encode() not in kept for code in made.codes)
