"""Somebody who can write every row makes no reader and no recovery key: each needs a signature by the desk key."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from rugdekking.cases import operations as cases
from rugdekking.keys import operations as keys
from rugdekking.keys.holders import new_key, wraps_for
from rugdekking.keys.letters import sign_key, sign_letter
from rugdekking.keys.models import Key, KeyKind, LetIn, Wrap
from rugdekking.keys.queries import (
    NotVouched,
    desk_key,
    desk_readers,
    form_state,
    holders,
    recovery_key,
    waiting_to_be_let_in,
)
from rugdekking.keys.rings import StaffRing
from rugdekking.notify.models import Mail
from rugdekking.organisations.roles import Role
from rugdekking.reports import operations as reports
from rugdekking.vault.secrets import Secret
from tests import make
from tests.cases.props import opened
from tests.make import MIDDAY
from tests.reports.props import filed

pytestmark = pytest.mark.django_db


def present(cast: make.Cast, kind: KeyKind = KeyKind.RECOVERY) -> Key:
    return Key.objects.get(subject=cast.desk.pk, kind=kind, retired_on=None)


def changed(cast: make.Cast) -> None:
    Key.objects.filter(pk=present(cast).pk).update(public=Secret.new().public)


def said_to_be_made_by_another(cast: make.Cast) -> None:
    Key.objects.filter(pk=present(cast).pk).update(made_by=cast.ada.membership)


def said_to_be_made_on_another_day(cast: make.Cast) -> None:
    Key.objects.filter(pk=present(cast).pk).update(made_on="2020-01-01")


def signature_erased(cast: make.Cast) -> None:
    Key.objects.filter(pk=present(cast).pk).update(signature=None)


def of_another_desk(cast: make.Cast) -> None:
    theirs = present(make.cast())
    Key.objects.filter(pk=present(cast).pk).update(
        public=theirs.public,
        signature=theirs.signature,
        made_by=theirs.made_by_id,
        vouched_by=theirs.vouched_by,
        made_on=theirs.made_on,
    )


def signed_by_the_intruder(cast: make.Cast) -> None:
    row, fake = present(cast), Secret.new()
    row.public = fake.public
    row.save()
    sign_key(row, by=cast.greet.membership, voucher=present(cast, KeyKind.DESK).pk, secret=fake)


def of_before_a_removal(cast: make.Cast) -> None:
    """The signer left, and what they signed is put back."""
    former = present(cast)
    keys.remove(
        cast.greet.membership, desk=cast.desk, ring=StaffRing.of(cast.cor.membership, cast.cor.secret), at=MIDDAY
    )
    Key.objects.filter(pk=present(cast).pk).update(retired_on=MIDDAY.date())
    Key.objects.filter(pk=former.pk).update(retired_on=None)


EVERY_CHANGE = pytest.mark.parametrize(
    "tamper",
    [
        changed,
        said_to_be_made_by_another,
        said_to_be_made_on_another_day,
        signature_erased,
        of_another_desk,
        signed_by_the_intruder,
        of_before_a_removal,
    ],
    ids=lambda tamper: tamper.__name__,
)


def test_the_recovery_key_that_a_holder_made_is_good() -> None:
    cast = make.cast()

    assert recovery_key(cast.desk.pk) == present(cast)
    assert present(cast).made_by == cast.greet.membership


@EVERY_CHANGE
def test_a_recovery_key_that_no_holder_signed_like_this_closes_the_form(tamper: Callable[[make.Cast], None]) -> None:
    cast = make.cast()
    tamper(cast)

    with pytest.raises(NotVouched, match="niemand met de sleutel heeft hem ondertekend"):
        recovery_key(cast.desk.pk)

    assert any("herstelsleutel" in sentence for sentence in form_state(cast.desk).missing)


def test_no_report_is_wrapped_to_a_recovery_key_of_an_intruder() -> None:
    make.content()
    cast = make.cast()
    own = filed(cast)
    changed(cast)

    with pytest.raises(NotVouched):
        reports.keep_out(own.report, membership=cast.cor.membership, ring=cast.greet, by=make.SYSTEM, at=MIDDAY)

    assert not Wrap.objects.filter(key=own.report.key_id, holder=present(cast).pk).exists()


def test_a_case_goes_on_without_a_recovery_key_of_an_intruder_and_gets_the_new_one_later() -> None:
    make.content()
    cast = make.cast()
    changed(cast)
    case = opened(cast).case
    assert not Wrap.objects.filter(key=case.key_id, holder=present(cast).pk).exists()

    keys.rotate(cast.desk, ring=StaffRing.of(cast.greet.membership, cast.greet.secret), at=MIDDAY)
    cases.look(case, ring=StaffRing.of(cast.greet.membership, cast.greet.secret), at=MIDDAY)

    assert Wrap.objects.filter(key=case.key_id, holder=present(cast).pk, wrapped__isnull=False).exists()


def test_a_wrap_written_by_hand_makes_nobody_a_reader() -> None:
    cast = make.cast()
    helper = make.newcomer(cast.desk, Role.CASE_MANAGER, name="Hulpje")
    key, fake = present(cast, KeyKind.DESK), Secret.new()
    Wrap.objects.bulk_create(wraps_for(key, fake, holders([helper.membership])))
    assert helper.membership not in desk_readers(cast.desk)

    letter = LetIn(
        organisation=cast.desk.organisation,
        membership=helper.membership,
        let_in_by=helper.membership,
        desk_key=key,
        public=helper.secret.public,
        signed_on=MIDDAY.date(),
    )
    sign_letter(letter, own=helper.secret, desk=helper.secret)
    letter.save()

    assert helper.membership not in desk_readers(cast.desk)
    assert helper.membership in waiting_to_be_let_in(cast.desk)


@pytest.mark.parametrize("taken", ["proof", "row of a colleague", "row of another desk"])
def test_a_word_that_was_given_for_somebody_else_makes_nobody_a_reader(taken: str) -> None:
    cast = make.cast()
    helper = make.newcomer(cast.desk, Role.CASE_MANAGER, name="Hulpje")
    key = present(cast, KeyKind.DESK)
    Wrap.objects.bulk_create(wraps_for(key, Secret.new(), holders([helper.membership])))
    theirs = LetIn.objects.get(membership=(make.cast() if taken == "row of another desk" else cast).vera.membership)
    letter = LetIn(
        organisation=cast.desk.organisation,
        membership=helper.membership,
        let_in_by=cast.greet.membership,
        desk_key=key,
        public=theirs.public if taken == "row of a colleague" else helper.secret.public,
        signature=theirs.signature,
        proof=b"" if taken == "proof" else theirs.proof,
        signed_on=theirs.signed_on,
    )
    letter.save()

    assert helper.membership not in desk_readers(cast.desk)


def test_a_word_of_before_a_removal_that_is_put_back_makes_nobody_a_reader() -> None:
    cast = make.cast()
    former = LetIn.objects.get(membership=cast.cor.membership)
    key = present(cast, KeyKind.DESK)
    keys.remove(
        cast.cor.membership, desk=cast.desk, ring=StaffRing.of(cast.greet.membership, cast.greet.secret), at=MIDDAY
    )
    former.pk = uuid4()
    former.save(force_insert=True)
    type(cast.cor.membership).objects.filter(pk=cast.cor.membership.pk).update(left_on=None)
    renewed = present(cast, KeyKind.DESK)
    Wrap.objects.bulk_create(wraps_for(renewed, Secret.new(), holders([cast.cor.membership])))
    LetIn.objects.filter(pk=former.pk).update(desk_key=renewed)
    assert renewed != key

    assert cast.cor.membership not in desk_readers(cast.desk)


def test_each_desk_key_is_signed_by_the_one_before_it() -> None:
    cast = make.cast()
    first = present(cast, KeyKind.DESK)
    keys.rotate(cast.desk, ring=StaffRing.of(cast.greet.membership, cast.greet.secret), at=MIDDAY)

    assert present(cast, KeyKind.DESK).vouched_by == first.pk
    assert desk_key(cast.desk.pk) == present(cast, KeyKind.DESK)


def test_who_starts_over_closes_no_form_and_takes_no_colleague_with_them() -> None:
    cast = make.cast()
    for ring in (cast.greet, cast.cor, cast.vera):
        assert keys.check_desk_key(ring, desk=cast.desk.pk, at=MIDDAY)

    keys.start_over(cast.greet.membership.person, passphrase="na brand opnieuw begonnen", at=MIDDAY)

    assert set(desk_readers(cast.desk)) == {cast.cor.membership, cast.vera.membership}
    assert form_state(cast.desk).is_open
    assert waiting_to_be_let_in(cast.desk) == [cast.greet.membership]


def test_colleagues_get_a_mail_when_somebody_starts_over() -> None:
    """Vera was let in and did not unlock yet: she must be let in again as well, so she too gets one."""
    cast = make.cast()
    for ring in (cast.greet, cast.cor):
        assert keys.check_desk_key(ring, desk=cast.desk.pk, at=MIDDAY)
    Mail.objects.all().delete()

    keys.start_over(cast.greet.membership.person, passphrase="na brand opnieuw begonnen", at=MIDDAY)

    mails = list(Mail.objects.values_list("address", "kind", "extra"))
    assert sorted(address for address, _, _ in mails) == sorted(
        one.membership.person.email for one in (cast.cor, cast.vera)
    )
    assert {(kind, extra) for _, kind, extra in mails} == {("waits", "")}
    assert set(waiting_to_be_let_in(cast.desk)) == {cast.greet.membership, cast.vera.membership}


def test_a_key_of_another_desk_is_no_recovery_key_here() -> None:
    cast = make.cast()
    row = present(cast)
    Key.objects.filter(pk=row.pk).update(retired_on=MIDDAY.date())
    fake = new_key(
        KeyKind.RECOVERY, organisation=row.organisation_id, subject=cast.desk.pk, on=MIDDAY.date(), generation=5
    )
    fake.row.save(force_insert=True)

    with pytest.raises(NotVouched):
        recovery_key(cast.desk.pk)
