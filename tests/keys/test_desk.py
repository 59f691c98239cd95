"""The desk's key passes on by signature, and leaves with nobody."""

from uuid import uuid4

import pytest

from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.keys import operations as keys
from rugdekking.keys.holders import as_holder, place
from rugdekking.keys.letters import sign_letter
from rugdekking.keys.models import Bar, Key, KeyKind, LetIn, Wrap
from rugdekking.keys.queries import (
    barred_members,
    desk_key,
    desk_readers,
    form_state,
    holders,
    is_barred,
    recovery_key,
    waiting_to_be_let_in,
)
from rugdekking.keys.rings import NoKey, StaffRing
from rugdekking.organisations import operations as organisations
from rugdekking.organisations.roles import Role
from rugdekking.vault.secrets import Secret, wrap
from tests import make
from tests.make import MIDDAY

pytestmark = pytest.mark.django_db


def test_the_form_opens_only_when_every_condition_is_met() -> None:
    desk = make.desk()
    assert "nog geen sleutel" in form_state(desk).missing[0]

    greet = make.newcomer(desk, Role.CASE_MANAGER)
    papers = keys.make_desk_key(desk, ring=greet, at=MIDDAY)
    assert len(form_state(desk).missing) == 3

    cor = make.newcomer(desk, Role.COORDINATOR)
    keys.let_in(cor.membership, desk=desk, ring=greet, at=MIDDAY)
    assert any("buiten het steunpunt" in sentence for sentence in form_state(desk).missing)

    vera = make.newcomer(desk, Role.DEPUTY)
    keys.let_in(vera.membership, desk=desk, ring=greet, at=MIDDAY)
    assert len(form_state(desk).missing) == 1

    for number, share in enumerate(papers.shares, start=1):
        assert not form_state(desk).is_open
        keys.confirm_share(desk, number=number, typed=share, at=MIDDAY)
    assert form_state(desk).is_open


def test_a_deputy_who_also_works_at_the_desk_is_not_from_outside_it() -> None:
    desk = make.desk()
    greet = make.newcomer(desk, Role.CASE_MANAGER)
    keys.make_desk_key(desk, ring=greet, at=MIDDAY)
    both = make.newcomer(desk, Role.DEPUTY, Role.CASE_MANAGER)
    keys.let_in(both.membership, desk=desk, ring=greet, at=MIDDAY)

    assert any("buiten het steunpunt" in sentence for sentence in form_state(desk).missing)


def test_the_wrong_share_is_not_confirmed() -> None:
    cast = make.cast()
    keys.rotate(cast.desk, ring=cast.greet, at=MIDDAY)

    with pytest.raises(keys.recovering.WrongShare):
        keys.confirm_share(cast.desk, number=1, typed=cast.shares[0], at=MIDDAY)
    assert not form_state(cast.desk).is_open


def test_a_desk_key_is_made_once() -> None:
    cast = make.cast()

    with pytest.raises(JustChanged):
        keys.make_desk_key(cast.desk, ring=cast.cor, at=MIDDAY)


def test_an_administrator_can_invite_anybody_but_let_in_nobody() -> None:
    cast = make.cast()
    puppet = make.newcomer(cast.desk, Role.CASE_MANAGER, name="Sokpop")

    with pytest.raises(Refused):
        keys.let_in(puppet.membership, desk=cast.desk, ring=cast.ada, at=MIDDAY)

    key = desk_key(cast.desk.pk)
    assert key is not None
    with pytest.raises(NoKey):
        puppet.open(key.pk)
    assert puppet.membership in waiting_to_be_let_in(cast.desk)


def test_somebody_without_a_reading_role_is_not_let_in() -> None:
    cast = make.cast()

    with pytest.raises(keys.standing.NotAReader):
        keys.let_in(cast.tim.membership, desk=cast.desk, ring=cast.greet, at=MIDDAY)


def test_a_leaver_opens_nothing_new_and_colleagues_still_read_what_came_before() -> None:
    cast = make.cast()
    former = desk_key(cast.desk.pk)
    assert former is not None
    report, secret = keys.make_key(
        KeyKind.REPORT,
        organisation=cast.desk.organisation_id,
        subject=uuid4(),
        holders=[as_holder(former)],
        at=MIDDAY,
    )

    keys.remove(cast.cor.membership, desk=cast.desk, ring=cast.greet, at=MIDDAY)

    renewed = desk_key(cast.desk.pk)
    assert renewed is not None
    assert renewed.generation == former.generation + 1
    leaver = StaffRing.of(cast.cor.membership, cast.cor.secret)
    for lost in (former.pk, renewed.pk, report.pk):
        with pytest.raises(NoKey):
            leaver.open(lost)
    assert StaffRing.of(cast.vera.membership, cast.vera.secret).open(report.pk) == secret
    assert cast.cor.membership not in desk_readers(cast.desk)


def written_by_hand(cast: make.Cast, newcomer: StaffRing) -> LetIn:
    """The word of somebody who has a key of their own, and writes that they let themselves in."""
    letter = LetIn(
        organisation=cast.desk.organisation,
        membership=newcomer.membership,
        let_in_by=newcomer.membership,
        desk_key=desk_key(cast.desk.pk),
        public=newcomer.secret.public,
        signed_on=MIDDAY.date(),
    )
    sign_letter(letter, own=newcomer.secret, desk=newcomer.secret)
    return letter


def test_the_new_key_goes_only_to_members_with_a_signature() -> None:
    cast = make.cast()
    forged = make.newcomer(cast.desk, Role.CASE_MANAGER, name="Ingeschoven")
    written_by_hand(cast, forged).save()

    keys.rotate(cast.desk, ring=cast.greet, at=MIDDAY)

    renewed = desk_key(cast.desk.pk)
    assert renewed is not None
    with pytest.raises(NoKey):
        forged.open(renewed.pk)
    assert StaffRing.of(cast.vera.membership, cast.vera.secret).open(renewed.pk)


def test_a_removal_renews_the_recovery_key_and_the_old_papers_stop_working() -> None:
    cast = make.cast()
    before = recovery_key(cast.desk.pk)

    papers = keys.remove(cast.cor.membership, desk=cast.desk, ring=cast.greet, at=MIDDAY)

    assert recovery_key(cast.desk.pk) != before
    newcomer = make.newcomer(cast.desk, Role.CASE_MANAGER)
    with pytest.raises(keys.recovering.WrongShare):
        keys.recover_with_shares(
            cast.desk, first=(1, cast.shares[0]), second=(2, cast.shares[1]), ring=newcomer, at=MIDDAY
        )
    keys.recover_with_shares(
        cast.desk, first=(1, papers.shares[0]), second=(2, papers.shares[1]), ring=newcomer, at=MIDDAY
    )


def test_a_published_key_that_holders_do_not_have_closes_the_form() -> None:
    cast = make.cast()
    Key.objects.filter(subject=cast.desk.pk, kind=KeyKind.DESK).update(public=Secret.new().public)

    assert not keys.check_desk_key(cast.greet, desk=cast.desk.pk, at=MIDDAY)

    assert not form_state(cast.desk).is_open


def test_an_honest_key_passes_the_check_at_every_unlock() -> None:
    cast = make.cast()

    assert all(keys.check_desk_key(ring, desk=cast.desk.pk, at=MIDDAY) for ring in cast.rings)
    assert form_state(cast.desk).is_open


def test_a_wrap_moved_to_another_person_opens_nothing() -> None:
    cast = make.cast()
    key = desk_key(cast.desk.pk)
    stolen = Wrap.objects.get(key=key, holder=cast.greet.membership.pk)
    Wrap.objects.create(
        organisation=cast.desk.organisation,
        key=key,
        holder_kind=stolen.holder_kind,
        holder=cast.ada.membership.pk,
        wrapped=stolen.wrapped,
    )

    assert key is not None
    with pytest.raises(NoKey):
        cast.ada.open(key.pk)


def test_a_wrap_that_an_intruder_wrote_gives_another_key_than_the_published_one() -> None:
    cast = make.cast()
    key = desk_key(cast.desk.pk)
    assert key is not None
    fake = wrap(
        Secret.new(),
        to=cast.greet.secret.public,
        about=place(key.organisation_id, key.pk, cast.greet.membership.pk),
    )
    Wrap.objects.filter(key=key, holder=cast.greet.membership.pk).update(wrapped=fake)

    fresh = StaffRing.of(cast.greet.membership, cast.greet.secret)
    assert not keys.check_desk_key(fresh, desk=cast.desk.pk, at=MIDDAY)


def test_an_assignment_to_somebody_without_a_key_waits_until_a_holder_wraps_it() -> None:
    cast = make.cast()
    late = make.member(cast.desk, Role.CASE_MANAGER, name="Later")
    key, secret = keys.make_key(
        KeyKind.CASE,
        organisation=cast.desk.organisation_id,
        subject=uuid4(),
        holders=holders([cast.greet.membership, late]),
        at=MIDDAY,
    )
    ring = make.ring(late)
    with pytest.raises(NoKey):
        ring.open(key.pk)

    keys.let_in(late, desk=cast.desk, ring=cast.greet, at=MIDDAY)

    assert ring.open(key.pk) == secret


def test_nobody_who_is_kept_out_is_given_a_key() -> None:
    cast = make.cast()
    subject = uuid4()
    keys.bar_member(subject, membership=cast.cor.membership)

    with pytest.raises(keys.wraps.MustNotKnow):
        keys.make_key(
            KeyKind.REPORT,
            organisation=cast.desk.organisation_id,
            subject=subject,
            holders=holders([cast.cor.membership]),
            at=MIDDAY,
        )


def test_a_role_that_is_kept_out_holds_for_whoever_gets_the_role_later() -> None:
    cast = make.cast()
    subject = uuid4()
    Bar.objects.create(organisation=cast.desk.organisation, subject=subject, role=Role.DECIDER)
    assert barred_members([subject], organisation=cast.desk.organisation_id) == {cast.bas.membership.pk}

    organisations.set_roles(cast.tim.membership, roles=[Role.DECIDER], by=make.SYSTEM, at=MIDDAY)

    assert is_barred(cast.tim.membership, [subject])
    assert not is_barred(cast.greet.membership, [subject])


def test_a_neighbour_s_ring_opens_nothing_of_this_desk() -> None:
    cast, neighbour = make.cast(), make.cast()
    key = desk_key(cast.desk.pk)
    assert key is not None

    for ring in neighbour.rings:
        with pytest.raises(NoKey):
            ring.open(key.pk)
