"""Keeping somebody out of a case, stepping aside, and what the reporter decides about it."""

from uuid import uuid4

import pytest

from rugdekking.cases import operations, queries
from rugdekking.cases.models import Case, PersonKind, Visibility
from rugdekking.cases.operations import CannotHandle, HandOverFirst, NotYourCase, NotYourself
from rugdekking.cases.queries import Which
from rugdekking.cases.sealing import Who
from rugdekking.clocks.queries import running_in
from rugdekking.keys import operations as keys
from rugdekking.keys.holders import as_holder
from rugdekking.keys.models import KeyKind, Wrap
from rugdekking.keys.queries import holders
from rugdekking.keys.rings import NoKey, Ring, StaffRing
from rugdekking.reports.queries import open_story, secret_of
from tests import make
from tests.cases.props import FACTS, LATER, SOON, Opened, afresh, colleague, opened
from tests.reports.props import filed


def finds_nothing(ring: StaffRing, case: Case) -> bool:
    """No case, no row, no count, no key."""
    case = Case.objects.get(pk=case.pk)
    hidden = queries.case_for(ring.membership, case.reference) is None and not queries.sees(ring.membership, case)
    pages = [queries.queue(ring.membership, which=which, at=LATER) for which in Which]
    listed = any(row.id == case.pk for page in pages for row in page.rows)
    unwrapped = not Wrap.objects.filter(key=case.key_id, holder=ring.membership.pk).exists()
    return hidden and unwrapped and not listed and not afresh(ring).open_all([case.key_id])


def written(cast: make.Cast) -> Opened:
    """A case in which everything is written that can be."""
    it = opened(cast)
    operations.record_facts(it.case, recorded=FACTS, ring=cast.greet, at=LATER)
    operations.write_note(it.case, text="Voor ons.", visibility=Visibility.TEAM, ring=cast.greet, at=LATER)
    operations.write_note(
        it.case, text="Voor u.", visibility=Visibility.REPORTER, report=it.report, ring=cast.greet, at=LATER
    )
    operations.write_note(it.case, text="Voor mij.", visibility=Visibility.PRIVATE, ring=cast.greet, at=LATER)
    operations.add_person(it.case, kind=PersonKind.RELATIVE, who=Who(name="Pien"), ring=cast.greet, at=LATER)
    operations.promise(it.case, report=it.report, text="Wij bellen u.", due_on=SOON, ring=cast.greet, at=LATER)
    return it


def test_a_member_who_is_kept_out_finds_no_trace_any_more(cast: make.Cast) -> None:
    it = written(cast)
    assert not finds_nothing(cast.cor, it.case)

    operations.keep_out(it.case, membership=cast.cor.membership, ring=cast.greet, at=LATER)

    assert finds_nothing(cast.cor, it.case)
    it.report.refresh_from_db()
    with pytest.raises(NoKey):
        open_story(it.report, afresh(cast.cor))
    with pytest.raises(NotYourCase):
        operations.look(it.case, ring=cast.cor, at=LATER)


def test_keys_that_were_copied_before_open_nothing_after(cast: make.Cast) -> None:
    it = written(cast)
    copied_case, copied_report = afresh(cast.cor).open(it.case.key_id), secret_of(it.report, afresh(cast.cor))

    operations.keep_out(it.case, membership=cast.cor.membership, ring=cast.greet, at=LATER)

    it.case.refresh_from_db()
    it.report.refresh_from_db()
    assert afresh(cast.greet).open(it.case.key_id) != copied_case
    assert secret_of(it.report, afresh(cast.greet)) != copied_report


def test_for_everybody_else_all_is_as_it_was(cast: make.Cast) -> None:
    it = written(cast)

    operations.keep_out(it.case, membership=cast.cor.membership, ring=cast.greet, at=LATER)

    it.case.refresh_from_db()
    it.report.refresh_from_db()
    for ring in (afresh(cast.greet), afresh(cast.vera)):
        assert queries.facts(it.case, ring) == FACTS
        assert {one.name for one in queries.people(it.case, ring)} == {"Sam Statenlid", "Pien"}
        assert {note.text for note in queries.notes_in(it.case, ring)} >= {"Voor ons.", "Voor u."}
        assert [one.text for one in queries.promises_in(it.case, ring)] == ["Wij bellen u."]
    assert "Voor mij." in {note.text for note in queries.notes_in(it.case, afresh(cast.greet))}
    assert [note.text for note in queries.notes_for(it.report, it.own.ring)] == ["Voor u."]
    assert [one.text for one in queries.promises_to(it.report, it.own.ring)] == ["Wij bellen u."]


def test_keys_of_higher_parts_follow_without_being_known_here(cast: make.Cast) -> None:
    case = opened(cast).case
    task, secret = keys.make_key(
        KeyKind.TASK,
        organisation=case.organisation_id,
        subject=uuid4(),
        holders=[as_holder(case.key), *holders([cast.tim.membership, cast.cor.membership])],
        at=LATER,
    )

    operations.keep_out(case, membership=cast.cor.membership, ring=cast.greet, at=LATER)

    assert afresh(cast.greet).open(task.pk) == secret
    assert afresh(cast.tim).open(task.pk) == secret
    with pytest.raises(NoKey):
        afresh(cast.cor).open(task.pk)


def test_the_only_handler_is_kept_out_after_handing_over(cast: make.Cast) -> None:
    case, gijs = opened(cast).case, colleague(cast)
    operations.take_on(case, ring=cast.cor, at=LATER)
    operations.hand_over(case, to=gijs.membership, ring=cast.greet, at=LATER)
    operations.hand_over(case, to=gijs.membership, ring=cast.cor, at=LATER)

    with pytest.raises(NotYourself):
        operations.keep_out(case, membership=gijs.membership, ring=gijs, at=LATER)
    with pytest.raises(HandOverFirst):
        operations.recuse(case, ring=gijs, at=LATER)
    with pytest.raises(NotYourCase):
        operations.keep_out(case, membership=gijs.membership, ring=cast.cor, at=LATER)


def test_clocks_of_who_is_kept_out_go_to_who_stays(cast: make.Cast) -> None:
    case, gijs = opened(cast).case, colleague(cast)
    operations.add_handler(case, to=gijs.membership, ring=cast.greet, at=LATER)

    operations.keep_out(case, membership=cast.greet.membership, ring=gijs, at=LATER)

    assert {clock.owner for clock in running_in(case.pk)} == {gijs.membership.pk}


def test_stepping_aside_needs_no_reason_and_works_at_once(cast: make.Cast) -> None:
    it, gijs = written(cast), colleague(cast)
    operations.add_handler(it.case, to=gijs.membership, ring=cast.greet, at=LATER)
    copied = afresh(cast.greet).open(it.case.key_id)

    operations.recuse(it.case, ring=cast.greet, at=LATER)

    assert finds_nothing(cast.greet, it.case)
    with pytest.raises(CannotHandle):
        operations.add_handler(it.case, to=cast.greet.membership, ring=gijs, at=LATER)
    operations.look(it.case, ring=afresh(gijs), at=LATER)
    it.report.refresh_from_db()
    assert not it.case.new_key_due
    assert afresh(gijs).open(it.case.key_id) != copied
    assert queries.facts(it.case, afresh(gijs)) == FACTS
    with pytest.raises(NoKey):
        open_story(it.report, afresh(cast.greet))


def test_the_reporter_keeps_a_handler_out_and_the_next_one_renews_the_key(cast: make.Cast) -> None:
    it, gijs = written(cast), colleague(cast)
    operations.add_handler(it.case, to=gijs.membership, ring=cast.greet, at=LATER)

    operations.keep_out_of_report(it.report, membership=cast.greet.membership, ring=it.own.ring, at=LATER)

    assert finds_nothing(cast.greet, it.case)
    assert [note.text for note in queries.notes_for(it.report, afresh_reporter(it))] == ["Voor u."]
    case = queries.case_for(gijs.membership, it.case.reference)
    assert case is not None
    assert case.new_key_due
    operations.look(case, ring=afresh(gijs), at=LATER)
    assert not Case.objects.get(pk=case.pk).new_key_due
    assert queries.facts(Case.objects.get(pk=case.pk), afresh(cast.cor)) == FACTS


def afresh_reporter(it: Opened) -> Ring:
    return Ring(it.own.ring.organisation, it.own.ring.holder, it.own.ring.secret)


def test_without_its_only_handler_the_case_waits_with_the_coordinator(
    cast: make.Cast,
) -> None:
    it = opened(cast)

    operations.keep_out_of_report(it.report, membership=cast.greet.membership, ring=it.own.ring, at=LATER)

    page = queries.queue(cast.cor.membership, which=Which.ALL, at=LATER)
    assert [row.handlers for row in page.rows] == [()]
    operations.take_on(it.case, ring=cast.cor, at=LATER)
    assert [row.membership for row in queries.handlers_of(it.case)] == [cast.cor.membership]


def test_a_report_without_a_case_is_kept_from_somebody_as_well(cast: make.Cast) -> None:
    own = filed(cast)

    operations.keep_out_of_report(own.report, membership=cast.cor.membership, ring=own.ring, at=LATER)

    with pytest.raises(NoKey):
        open_story(own.report, afresh(cast.cor))
