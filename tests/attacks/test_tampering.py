"""Somebody who can write to the database: what they change is found, or gains them nothing.

Moving a text, a key or a piece of a file is in tests/reports/test_attack.py and tests/vault.
"""

import pytest

from rugdekking.cases import operations as cases
from rugdekking.cases import queries as case_queries
from rugdekking.cases.models import Facts, Note
from rugdekking.keys import operations as keys
from rugdekking.keys.holders import as_holder, new_key, wraps_for
from rugdekking.keys.models import Bar, HolderKind, Key, KeyKind, LetIn, PersonalKey, Wrap
from rugdekking.keys.queries import desk_key, desk_readers, form_state, holders
from rugdekking.keys.rings import NoKey
from rugdekking.organisations.models import MembershipRole
from rugdekking.organisations.queries import desk_of
from rugdekking.organisations.roles import Role
from rugdekking.reports import operations as reports
from rugdekking.reports import queries
from rugdekking.reports.models import Body, Evidence
from rugdekking.vault.secrets import CannotOpen, Secret
from tests import make
from tests.attacks import addresses
from tests.attacks.world import World
from tests.cases.props import afresh
from tests.make import MIDDAY
from tests.reports.props import filed, stored
from tests.web.at_work import by_passphrase, unlocked


def test_an_older_version_put_back_as_the_newest_does_not_open(world: World) -> None:
    own = filed(world.cast)
    reports.correct(own.report, ring=own.ring, story=queries.open_story(own.report, own.ring), at=MIDDAY)
    old, new = Body.objects.filter(report=own.report).order_by("version")
    Body.objects.filter(pk=new.pk).update(sealed=old.sealed)

    with pytest.raises(CannotOpen):
        queries.open_story(own.report, afresh(world.cast.greet))


def test_a_note_or_facts_of_another_case_do_not_open_here(world: World) -> None:
    other = cases.open_for(filed(world.cast).report, ring=world.cast.greet, at=MIDDAY)
    for model in (Note, Facts):
        model._default_manager.filter(case=world.thing.case).update(case=other)

    for read in (case_queries.notes_in, case_queries.facts):
        with pytest.raises(CannotOpen):
            read(other, afresh(world.cast.greet))


def test_a_file_moved_to_another_report_opens_for_nobody(world: World) -> None:
    mine, theirs = filed(world.cast, attached=[stored()]), filed(world.cast, attached=[stored(b"andere foto")])
    Evidence.objects.filter(report=mine.report).delete()
    Evidence.objects.filter(report=theirs.report).update(report=mine.report)

    with pytest.raises(CannotOpen):
        queries.evidence(mine.report, mine.ring)


def test_taking_a_bar_away_shows_a_row_and_opens_nothing(world: World) -> None:
    """Who must not know was given no key, so the bar is not what keeps the report shut."""
    Bar.objects.all().delete()
    suspect = world.kept_out[Role.COORDINATOR]

    with pytest.raises(NoKey):
        queries.open_story(world.new.report, afresh(suspect))
    fresh = addresses.all_filled(world.blanks_of_the_new_report())
    things = addresses.all_filled(world.blanks())
    client = unlocked(suspect)
    assert client.get(fresh["report"]).status_code == 404
    assert b"Eerst bellen" not in client.get(things["case-notes"]).content


def test_a_role_written_into_the_database_opens_nothing(world: World) -> None:
    tim = world.cast.tim
    desk = world.cast.desk
    MembershipRole.objects.create(
        organisation_id=desk.organisation_id, membership=tim.membership, role=Role.COORDINATOR
    )
    client = unlocked(tim)

    assert tim.membership not in desk_readers(world.cast.desk)
    assert client.get(addresses.filled("case", world.blanks())).status_code == 404
    assert world.thing.case.reference not in client.get(addresses.filled("queue", world.blanks())).content.decode()


def test_a_letter_written_into_the_database_gets_no_key_at_the_next_renewal(world: World) -> None:
    """An intruder who lets a helper in with a row of their own making."""
    helper = make.newcomer(world.cast.desk, Role.COORDINATOR, name="Hulpje")
    LetIn.objects.create(
        organisation=world.cast.desk.organisation,
        membership=helper.membership,
        let_in_by=world.cast.greet.membership,
        public=helper.secret.public,
        desk_key=desk_key(world.cast.desk.pk),
        signature=helper.secret.sign(b"laat mij erin"),
        proof=helper.secret.sign(b"laat mij erin"),
        signed_on=MIDDAY.date(),
    )

    keys.rotate(world.cast.desk, ring=afresh(world.cast.greet), at=MIDDAY)

    assert helper.membership not in desk_readers(desk_of(world.cast.desk.organisation_id))


def test_a_former_key_of_a_member_signs_nobody_in(world: World) -> None:
    """Vera has not unlocked since Greet let her in, and Greet's word can be checked no more."""
    keys.start_over(world.cast.greet.membership.person, passphrase=make.PASSPHRASE, at=MIDDAY)

    keys.rotate(world.cast.desk, ring=afresh(world.cast.cor), at=MIDDAY)

    assert world.cast.vera.membership not in desk_readers(desk_of(world.cast.desk.organisation_id))


# The desk key, published anew by an intruder who can write every row but holds no member's secret.


def published_by_an_intruder(world: World) -> Secret:
    """A next generation of the desk key, wrapped to every reader, as a renewal would; gives its secret."""
    desk, readers = world.cast.desk, list(desk_readers(world.cast.desk))
    before = desk_key(desk.pk)
    assert before is not None
    made = new_key(KeyKind.DESK, organisation=desk.organisation_id, subject=desk.pk, on=MIDDAY.date(), generation=2)
    Key.objects.filter(pk=before.pk).update(retired_on=MIDDAY.date())
    made.row.save(force_insert=True)
    Wrap.objects.bulk_create(wraps_for(made.row, made.secret, holders(readers)))
    return made.secret


def everybody_unlocked_before(world: World) -> None:
    for ring in (world.cast.greet, world.cast.cor, world.cast.vera):
        assert keys.check_desk_key(afresh(ring), desk=world.cast.desk.pk, at=MIDDAY)


def test_a_desk_key_that_an_intruder_published_and_handed_to_everybody_closes_the_form(world: World) -> None:
    everybody_unlocked_before(world)
    published_by_an_intruder(world)

    assert not keys.check_desk_key(afresh(world.cast.vera), desk=world.cast.desk.pk, at=MIDDAY)
    assert not form_state(world.cast.desk).is_open


def test_an_intruder_cannot_put_the_former_desk_key_under_their_own(world: World) -> None:
    """The former key's public half is there to be copied; its secret is not."""
    everybody_unlocked_before(world)
    former = desk_key(world.cast.desk.pk)
    secret = published_by_an_intruder(world)
    present = desk_key(world.cast.desk.pk)
    assert former is not None
    assert present is not None
    for guess in (secret, Secret.new()):
        Wrap.objects.filter(key=former, holder_kind=HolderKind.KEY, holder=present.pk).delete()
        Wrap.objects.bulk_create(wraps_for(former, guess, [as_holder(present)]))
        assert not keys.check_desk_key(afresh(world.cast.greet), desk=world.cast.desk.pk, at=MIDDAY)


def test_a_desk_key_that_no_holder_can_open_closes_the_form(world: World) -> None:
    everybody_unlocked_before(world)
    published_by_an_intruder(world)
    present = desk_key(world.cast.desk.pk)
    assert present is not None
    Wrap.objects.filter(key=present).update(wrapped=b"\0" * 80)

    assert not keys.check_desk_key(afresh(world.cast.greet), desk=world.cast.desk.pk, at=MIDDAY)


def test_what_a_member_remembers_cannot_be_written_by_somebody_else(world: World) -> None:
    everybody_unlocked_before(world)
    published_by_an_intruder(world)
    theirs = LetIn.objects.get(membership=world.cast.cor.membership)
    LetIn.objects.filter(membership=world.cast.greet.membership).update(known=theirs.known)

    assert not keys.check_desk_key(afresh(world.cast.greet), desk=world.cast.desk.pk, at=MIDDAY)


def test_honest_renewals_pass_however_many_a_member_missed(world: World) -> None:
    everybody_unlocked_before(world)
    for _ in range(7):
        keys.rotate(desk_of(world.cast.desk.organisation_id), ring=afresh(world.cast.greet), at=MIDDAY)

    everybody_unlocked_before(world)


def test_who_is_let_in_after_many_renewals_reads_what_came_before(world: World) -> None:
    own = filed(world.cast)
    for _ in range(7):
        keys.rotate(desk_of(world.cast.desk.organisation_id), ring=afresh(world.cast.greet), at=MIDDAY)
    late = make.newcomer(world.cast.desk, Role.CASE_MANAGER, name="Later")
    keys.let_in(late.membership, desk=world.cast.desk, ring=afresh(world.cast.greet), at=MIDDAY)

    assert queries.open_story(own.report, afresh(late)).what == "Iemand riep: wij weten waar u woont."


@pytest.mark.parametrize("half", ["public", "signing_public"])
def test_a_public_key_that_an_intruder_put_in_somebody_s_name_closes_the_form(world: World, half: str) -> None:
    """Colleagues would wrap the next case to the intruder."""
    everybody_unlocked_before(world)
    fake = Secret.new()
    PersonalKey.objects.filter(person=world.cast.cor.membership.person).update(**{half: getattr(fake, half)})

    assert not keys.check_desk_key(afresh(world.cast.cor), desk=world.cast.desk.pk, at=MIDDAY)
    assert not form_state(world.cast.desk).is_open


def test_the_member_reads_at_unlocking_that_a_key_was_swapped(world: World) -> None:
    by_passphrase(world.cast.vera)
    published_by_an_intruder(world)

    client = by_passphrase(world.cast.vera)

    assert "klopt niet met de sleutel die u hebt" in client.get("/werk/", follow=True).content.decode()
