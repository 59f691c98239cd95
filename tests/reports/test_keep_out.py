"""Somebody must not know: at sending, and afterwards."""

from datetime import timedelta
from uuid import uuid4

import pytest

from rugdekking.keys import operations as keys
from rugdekking.keys.holders import as_holder
from rugdekking.keys.models import Bar, HolderKind, Key, KeyKind, Wrap
from rugdekking.keys.operations.wraps import MustNotKnow
from rugdekking.keys.queries import holders
from rugdekking.keys.rings import NoKey, StaffRing
from rugdekking.notify.models import Mail
from rugdekking.organisations.roles import Role
from rugdekking.reports import operations, queries
from rugdekking.reports.actors import NotYours, actor_of
from rugdekking.reports.choices import Step
from rugdekking.reports.operations.codes import NotAReader
from rugdekking.reports.queries import Mine
from rugdekking.reports.readers import could_be
from rugdekking.reports.story import KeepOut, Story
from tests import make
from tests.reports.props import STORY, filed, stored

LATER = make.MIDDAY + timedelta(hours=3)


def against(cast: make.Cast, keep_out: KeepOut, *, safe: bool = True) -> Mine:
    return filed(cast, Story(what="De griffier schreeuwt.", keep_out=keep_out, safe_now=safe))


def finds_nothing(ring: StaffRing, own: Mine) -> bool:
    """No row, no key, no mail."""
    hidden = queries.report_for(ring.membership, own.report.reference) is None
    nowhere = own.report not in queries.new_reports(ring.membership)
    unmailed = not Mail.objects.filter(address=ring.membership.person.email).exists()
    try:
        queries.open_story(own.report, ring)
    except NoKey:
        return hidden and nowhere and unmailed
    return False


def test_who_is_ticked_finds_no_trace_and_the_others_read(cast: make.Cast) -> None:
    own = against(cast, KeepOut(members=(cast.greet.membership.pk,)), safe=False)

    assert finds_nothing(cast.greet, own)
    assert queries.open_story(own.report, cast.cor).what == "De griffier schreeuwt."
    assert queries.report_for(cast.cor.membership, own.report.reference) == own.report
    assert queries.readers(own.report) == [cast.cor.membership, cast.vera.membership]


def test_a_typed_name_is_compared_with_the_members(cast: make.Cast) -> None:
    assert finds_nothing(cast.greet, against(cast, KeepOut(names="mevr. Griet van Dam")))


@pytest.mark.parametrize(
    ("typed", "yes"),
    [
        ("Greet", True),
        ("gréét", True),
        ("Greta Jansen", True),
        ("de griffier", True),
        ("Jan van den Berg", False),
        ("", False),
        ("G", False),
    ],
)
def test_doubt_excludes(cast: make.Cast, typed: str, *, yes: bool) -> None:
    assert could_be(cast.greet.membership, typed) is yes


def test_a_role_bars_who_holds_it_now_and_later(cast: make.Cast) -> None:
    own = against(cast, KeepOut(roles=(Role.COORDINATOR,)))
    late = make.newcomer(cast.desk, Role.COORDINATOR, name="Nieuw")

    assert finds_nothing(cast.cor, own)
    assert finds_nothing(late, own)


def test_a_role_that_does_not_exist_bars_nobody_and_refuses_nothing(cast: make.Cast) -> None:
    own = against(cast, KeepOut(roles=("koning",)))

    assert queries.open_story(own.report, cast.greet)


def test_deputies_make_up_the_number(cast: make.Cast) -> None:
    own = against(cast, KeepOut(members=(cast.greet.membership.pk, cast.cor.membership.pk)))

    assert queries.readers(own.report) == [cast.vera.membership]


def test_whoever_is_let_into_the_desk_later_does_not_get_such_a_report(cast: make.Cast) -> None:
    own = against(cast, KeepOut(members=(cast.greet.membership.pk,)))

    kinds = Wrap.objects.filter(key=own.report.key_id).values_list("holder_kind", "holder")
    under = Key.objects.filter(pk__in=[holder for kind, holder in kinds if kind == HolderKind.KEY])
    assert [key.kind for key in under] == [KeyKind.RECOVERY]


def test_the_reporter_can_let_in_somebody_new(cast: make.Cast) -> None:
    own = against(cast, KeepOut(members=(cast.greet.membership.pk,)))
    late = make.newcomer(cast.desk, Role.CASE_MANAGER, name="Nieuw")
    with pytest.raises(NoKey):
        queries.open_story(own.report, late)

    operations.let_in(own.report, membership=late.membership, ring=own.ring, at=LATER)

    assert queries.open_story(own.report, late).what


def test_nobody_is_let_in_who_must_not_know_or_does_not_read(cast: make.Cast) -> None:
    own = against(cast, KeepOut(members=(cast.greet.membership.pk,)))

    with pytest.raises(MustNotKnow):
        operations.let_in(own.report, membership=cast.greet.membership, ring=own.ring, at=LATER)
    with pytest.raises(NotAReader):
        operations.let_in(own.report, membership=cast.tim.membership, ring=own.ring, at=LATER)
    with pytest.raises(NotYours):
        operations.let_in(own.report, membership=cast.vera.membership, ring=cast.cor, at=LATER)


def test_kept_out_afterwards_even_a_copied_key_opens_nothing(cast: make.Cast) -> None:
    own = filed(cast, attached=[stored(b"bewijs" * 50_000)])
    operations.post_message(own.report, ring=own.ring, text="Hallo", at=LATER)
    operations.ask_consent(own.report, step=Step.POLICE, note="Aangifte", ring=cast.greet, at=LATER)
    copied = queries.secret_of(own.report, cast.greet)

    operations.keep_out(own.report, membership=cast.greet.membership, ring=cast.cor, by=actor_of(cast.cor), at=LATER)

    fresh = StaffRing.of(cast.greet.membership, cast.greet.secret)
    assert queries.report_for(cast.greet.membership, own.report.reference) is None
    with pytest.raises(NoKey):
        queries.open_story(own.report, fresh)
    assert queries.secret_of(own.report, own.ring) != copied
    for ring in (cast.cor, cast.vera, own.ring):
        assert queries.open_story(own.report, ring) == STORY
        assert queries.messages(own.report, ring)[0].words.text == "Hallo"
        assert queries.consents(own.report, ring)[0].note.text == "Aangifte"
        (piece,) = queries.evidence(own.report, ring)
        download = operations.fetch_file(own.report, evidence=piece.id, ring=ring, at=LATER)
        assert download is not None
        assert b"".join(download.pieces) == b"bewijs" * 50_000


def test_the_reporter_keeps_somebody_out_with_their_own_code(cast: make.Cast) -> None:
    own = filed(cast)

    operations.keep_out(own.report, membership=cast.greet.membership, ring=own.ring, by=actor_of(own.ring), at=LATER)

    assert queries.readers(own.report) == [cast.cor.membership, cast.vera.membership]


def test_the_reporter_reads_what_that_person_had_already_opened(cast: make.Cast) -> None:
    seen, unseen = filed(cast), filed(cast)
    operations.look(seen.report, ring=cast.greet, at=make.MIDDAY)
    for own in (seen, unseen):
        operations.keep_out(
            own.report, membership=cast.greet.membership, ring=own.ring, by=actor_of(own.ring), at=LATER
        )

    assert [(one.title, one.had_opened) for one in queries.kept_out(seen.report)] == [("griffier", True)]
    assert [one.had_opened for one in queries.kept_out(unseen.report)] == [False]


def test_a_key_that_holds_the_report_keeps_it(cast: make.Cast) -> None:
    own = filed(cast)
    case_key, _ = keys.make_key(
        KeyKind.CASE,
        organisation=cast.desk.organisation_id,
        subject=uuid4(),
        holders=holders([cast.tim.membership]),
        at=LATER,
    )
    keys.give(own.report.key, queries.secret_of(own.report, cast.greet), to=[as_holder(case_key)])

    operations.keep_out(own.report, membership=cast.greet.membership, ring=cast.cor, by=actor_of(cast.cor), at=LATER)

    assert queries.open_story(own.report, cast.tim) == STORY


def test_keeping_out_two_after_each_other_leaves_deputies(cast: make.Cast) -> None:
    own = filed(cast)
    for who in (cast.greet, cast.cor):
        operations.keep_out(own.report, membership=who.membership, ring=cast.vera, by=actor_of(cast.vera), at=LATER)

    assert queries.readers(own.report) == [cast.vera.membership]
    assert Bar.objects.filter(subject=own.report.pk).count() == 2
