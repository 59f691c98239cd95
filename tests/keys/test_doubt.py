"""A desk key that somebody found wrong: it stays so, and the way back goes through people who knew an honest one."""

import pytest
from django.db import IntegrityError, transaction

from rugdekking.audit.models import Entry
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.keys import operations as keys
from rugdekking.keys.holders import as_holder, new_key, wraps_for
from rugdekking.keys.letters import sign_key, sign_letter
from rugdekking.keys.models import Doubt, Key, KeyKind, LetIn, PersonalKey, Wrap
from rugdekking.keys.operations.checks import DISTRUSTED
from rugdekking.keys.queries import (
    desk_key,
    desk_readers,
    distrusted_key,
    form_state,
    holders,
    waiting_to_be_let_in,
    who_remember,
)
from rugdekking.keys.rings import NoKey, StaffRing
from rugdekking.keys.signing import signing_keys
from rugdekking.notify.models import Mail
from rugdekking.organisations.roles import Role
from rugdekking.vault.secrets import Secret
from tests import make
from tests.make import MIDDAY

pytestmark = pytest.mark.django_db


def afresh(ring: StaffRing) -> StaffRing:
    return StaffRing.of(ring.membership, ring.secret)


def unlocks(cast: make.Cast, ring: StaffRing) -> bool:
    return keys.check_desk_key(afresh(ring), desk=cast.desk.pk, at=MIDDAY)


def present(cast: make.Cast) -> Key:
    return Key.objects.get(subject=cast.desk.pk, kind=KeyKind.DESK, retired_on=None)


def swapped_by_an_intruder(cast: make.Cast) -> Secret:
    """Everybody worked with the key; then an intruder publishes one of their own and hands it to everybody."""
    for ring in (cast.greet, cast.cor, cast.vera):
        assert unlocks(cast, ring)
    before = present(cast)
    fake = new_key(
        KeyKind.DESK, organisation=before.organisation_id, subject=cast.desk.pk, on=MIDDAY.date(), generation=2
    )
    Key.objects.filter(pk=before.pk).update(retired_on=MIDDAY.date())
    fake.row.signing_public = fake.secret.signing_public
    fake.row.save(force_insert=True)
    sign_key(fake.row, by=cast.greet.membership, voucher=before.pk, secret=fake.secret)
    Wrap.objects.bulk_create(wraps_for(fake.row, fake.secret, holders([cast.greet.membership, cast.cor.membership])))
    for letter in LetIn.objects.filter(organisation=cast.desk.organisation):
        letter.desk_key = fake.row
        sign_letter(letter, own=fake.secret, desk=fake.secret)
        letter.save()
    return fake.secret


def found_out(cast: make.Cast) -> None:
    swapped_by_an_intruder(cast)
    assert not unlocks(cast, cast.cor)


def everybody_back(cast: make.Cast, papers: keys.Papers, *, by: StaffRing) -> None:
    for colleague in (cast.greet, cast.cor, cast.vera):
        if colleague.membership.pk != by.membership.pk:
            keys.let_in(colleague.membership, desk=cast.desk, ring=afresh(by), at=MIDDAY)
    for number, share in enumerate(papers.shares, start=1):
        keys.confirm_share(cast.desk, number=number, typed=share, at=MIDDAY)


def test_who_finds_a_wrong_key_leaves_a_line_in_the_log_and_a_mail_without_content() -> None:
    cast = make.cast()
    Mail.objects.all().delete()

    found_out(cast)

    assert Entry.objects.get(action=DISTRUSTED).actor == cast.cor.membership.pk
    assert distrusted_key(cast.desk.pk) == present(cast)
    told = set(Mail.objects.values_list("address", flat=True))
    assert told == {one.membership.person.email for one in (cast.greet, cast.vera, cast.ada)}
    assert not Mail.objects.exclude(extra="").exists()


def test_nobody_hands_on_a_key_that_is_in_doubt() -> None:
    cast = make.cast()
    found_out(cast)
    newcomer = make.newcomer(cast.desk, Role.CASE_MANAGER)

    for step in (
        lambda: keys.let_in(newcomer.membership, desk=cast.desk, ring=afresh(cast.greet), at=MIDDAY),
        lambda: keys.rotate(cast.desk, ring=afresh(cast.greet), at=MIDDAY),
        lambda: keys.remove(cast.vera.membership, desk=cast.desk, ring=afresh(cast.greet), at=MIDDAY),
    ):
        with pytest.raises(keys.standing.InDoubt):
            step()


def test_who_unlocked_before_the_swap_hands_nothing_on_either() -> None:
    """The key is compared at every step with the one that the member knows, not only at unlocking."""
    cast = make.cast()
    swapped_by_an_intruder(cast)

    with pytest.raises(keys.standing.InDoubt):
        keys.rotate(cast.desk, ring=afresh(cast.greet), at=MIDDAY)


def test_the_way_back_leads_to_an_open_form_and_everything_is_readable() -> None:
    cast = make.cast()
    honest = present(cast)
    report, secret = keys.make_key(
        KeyKind.REPORT,
        organisation=cast.desk.organisation_id,
        subject=honest.pk,
        holders=[as_holder(honest)],
        at=MIDDAY,
    )
    found_out(cast)

    papers = keys.make_anew(cast.desk, ring=afresh(cast.greet), at=MIDDAY)

    assert desk_readers(cast.desk) == [cast.greet.membership]
    assert not form_state(cast.desk).is_open
    # Made at the first file instead, its line in the log would tell everybody of that file.
    assert [key.vouched_by for key in signing_keys(cast.desk) if key.retired_on is None] == [present(cast).pk]
    everybody_back(cast, papers, by=cast.greet)
    assert form_state(cast.desk).is_open
    assert all(unlocks(cast, ring) for ring in (cast.greet, cast.cor, cast.vera))
    assert afresh(cast.vera).open(report.pk) == secret


def test_a_colleague_who_unlocks_before_being_let_in_again_does_not_close_the_new_key() -> None:
    cast = make.cast()
    found_out(cast)
    keys.make_anew(cast.desk, ring=afresh(cast.greet), at=MIDDAY)

    assert unlocks(cast, cast.vera)

    assert distrusted_key(cast.desk.pk) is None
    assert cast.vera.membership in waiting_to_be_let_in(cast.desk)


def test_the_key_in_doubt_is_never_trusted_again_not_even_when_its_mark_is_wiped_off() -> None:
    cast = make.cast()
    for ring in (cast.greet, cast.cor):
        assert unlocks(cast, ring)
    honest = PersonalKey.objects.get(person=cast.cor.membership.person)
    PersonalKey.objects.filter(pk=honest.pk).update(public=Secret.new().public)
    assert not unlocks(cast, cast.cor)
    Key.objects.filter(pk=present(cast).pk).update(distrusted_on=None)

    assert not unlocks(cast, cast.greet)

    assert distrusted_key(cast.desk.pk) is not None
    keys.make_anew(cast.desk, ring=afresh(cast.greet), at=MIDDAY)
    assert Key.objects.get(distrusted_on__isnull=False).retired_on is not None


def test_no_new_key_is_made_while_nobody_doubts_the_present_one() -> None:
    cast = make.cast()

    with pytest.raises(JustChanged):
        keys.make_anew(cast.desk, ring=afresh(cast.greet), at=MIDDAY)


def test_of_two_colleagues_who_make_a_new_key_one_is_told() -> None:
    cast = make.cast()
    found_out(cast)
    keys.make_anew(cast.desk, ring=afresh(cast.greet), at=MIDDAY)

    with pytest.raises(JustChanged):
        keys.make_anew(cast.desk, ring=afresh(cast.cor), at=MIDDAY)


def test_a_helper_of_the_intruder_cannot_lead_the_way_back() -> None:
    """Who knows only the intruder's key has nothing that colleagues know; and if they try, colleagues find it."""
    cast = make.cast()
    fake = swapped_by_an_intruder(cast)
    helper = make.newcomer(cast.desk, Role.COORDINATOR, name="Hulpje")
    Wrap.objects.bulk_create(wraps_for(present(cast), fake, holders([helper.membership])))
    assert not unlocks(cast, cast.cor)

    with pytest.raises(keys.recovering.NothingToGoOn):
        keys.make_anew(cast.desk, ring=afresh(helper), at=MIDDAY)


def test_two_papers_lead_back_when_nobody_knows_a_key_any_more() -> None:
    cast = make.cast()
    found_out(cast)
    LetIn.objects.filter(organisation=cast.desk.organisation).update(known=None)
    assert who_remember(cast.desk) == []
    with pytest.raises(keys.recovering.NothingToGoOn):
        keys.make_anew(cast.desk, ring=afresh(cast.greet), at=MIDDAY)

    keys.make_anew_with_shares(
        cast.desk, first=(1, cast.shares[0]), second=(3, cast.shares[2]), ring=afresh(cast.greet), at=MIDDAY
    )

    assert desk_readers(cast.desk) == [cast.greet.membership]


def test_wrong_papers_lead_nowhere() -> None:
    cast = make.cast()
    found_out(cast)

    with pytest.raises(keys.recovering.WrongShare):
        keys.make_anew_with_shares(
            cast.desk, first=(1, cast.shares[0]), second=(3, cast.shares[1]), ring=afresh(cast.greet), at=MIDDAY
        )


def test_a_swapped_public_key_is_put_right_and_its_owner_works_on_after_the_way_back() -> None:
    cast = make.cast()
    assert unlocks(cast, cast.greet)
    PersonalKey.objects.filter(person=cast.cor.membership.person).update(public=Secret.new().public)

    assert not unlocks(cast, cast.cor)

    assert present(cast).doubt == Doubt.SWAPPED
    papers = keys.make_anew(cast.desk, ring=afresh(cast.greet), at=MIDDAY)
    everybody_back(cast, papers, by=cast.greet)
    assert unlocks(cast, cast.cor)
    assert form_state(cast.desk).is_open


def test_a_desk_has_one_present_key() -> None:
    cast = make.cast()
    other = new_key(
        KeyKind.DESK, organisation=cast.desk.organisation_id, subject=cast.desk.pk, on=MIDDAY.date(), generation=9
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        other.row.save(force_insert=True)


def test_the_intruder_s_key_opens_nothing_of_the_new_one() -> None:
    cast = make.cast()
    fake = swapped_by_an_intruder(cast)
    assert not unlocks(cast, cast.cor)
    keys.make_anew(cast.desk, ring=afresh(cast.greet), at=MIDDAY)
    renewed = desk_key(cast.desk.pk)
    assert renewed is not None
    helper = make.newcomer(cast.desk, Role.COORDINATOR, name="Hulpje")

    with pytest.raises(NoKey):
        helper.open(renewed.pk)
    with pytest.raises(Refused):
        keys.rotate(cast.desk, ring=afresh(helper), at=MIDDAY)
    assert fake.public != bytes(renewed.public)
