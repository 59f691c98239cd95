"""Through whose hands a piece of evidence went, and what people tell of it."""

from datetime import timedelta

import pytest

from rugdekking.audit.models import Entry
from rugdekking.kernel.refusal import Refused
from rugdekking.reports import operations, queries
from rugdekking.reports.about import About
from rugdekking.reports.actors import actor_of
from rugdekking.reports.models import Evidence, Handling
from rugdekking.reports.texts import CodePasted
from tests import make
from tests.reports.props import filed, stored

ABOUT = About(captured="2026-03-09T21:15", address="https://voorbeeld.nl/bericht", note="Een dreigend bericht.")


def test_each_file_has_a_chain_of_its_own(cast: make.Cast) -> None:
    own = filed(cast, attached=[stored()])
    (first,) = queries.evidence(own.report, own.ring)
    later = make.MIDDAY + timedelta(hours=3)
    second = operations.add_file(own.report, ring=cast.greet, file=stored(b"een brief"), at=later)
    operations.look_at_file(own.report, evidence=first.id, ring=cast.greet, at=later)
    operations.fetch_file(own.report, evidence=first.id, ring=cast.greet, at=later + timedelta(minutes=1))

    chain = queries.custody([first.id])

    title = f"{cast.greet.membership.person.name} ({cast.greet.membership.title})"
    assert [(one.what, one.who) for one in chain][:2] == [("toegevoegd", "melder"), ("bekeken", title)]
    assert chain[-1].what == "origineel opgeslagen"
    assert [(one.what, one.who) for one in queries.custody([second.pk])] == [("toegevoegd", title)]


def test_the_log_itself_does_not_tell_of_a_file_to_who_may_not_know_of_the_report(cast: make.Cast) -> None:
    own = filed(cast, attached=[stored()])
    (piece,) = queries.evidence(own.report, own.ring)

    operations.fetch_file(own.report, evidence=piece.id, ring=cast.greet, at=make.MIDDAY)

    line = Entry.objects.get(action="file.saved")
    assert line.subject == own.report.pk
    assert Handling.objects.get(entry=line.pk).evidence_id == piece.id


def test_what_is_told_of_a_file_is_sealed_and_leaves_the_file_as_it_came_in(cast: make.Cast) -> None:
    own = filed(cast, attached=[stored()])
    (before,) = queries.evidence(own.report, own.ring)

    operations.describe_file(own.report, evidence=before.id, about=ABOUT, ring=own.ring, at=make.MIDDAY)

    (after,) = queries.evidence(own.report, cast.greet)
    assert (after.about, after.file) == (ABOUT, before.file)
    assert after.about.made == "9 maart 2026, 21:15 uur"
    row = Evidence.objects.get()
    assert b"dreigend" not in bytes(row.sealed_about or b"")
    assert queries.custody([row.pk])[-1].what == "toelichting bijgewerkt"


def test_what_is_told_of_a_file_goes_along_to_a_new_key(cast: make.Cast) -> None:
    own = filed(cast, attached=[stored()])
    (piece,) = queries.evidence(own.report, own.ring)
    operations.describe_file(own.report, evidence=piece.id, about=ABOUT, ring=own.ring, at=make.MIDDAY)

    operations.keep_out(
        own.report, membership=cast.tim.membership, ring=own.ring, by=actor_of(own.ring), at=make.MIDDAY
    )

    (after,) = queries.evidence(own.report, own.ring)
    assert after.about == ABOUT


def test_a_code_or_an_endless_address_is_not_kept(cast: make.Cast) -> None:
    own = filed(cast, attached=[stored()])
    (piece,) = queries.evidence(own.report, own.ring)

    with pytest.raises(CodePasted):
        operations.describe_file(
            own.report, evidence=piece.id, about=About(note=own.code.text), ring=own.ring, at=make.MIDDAY
        )
    with pytest.raises(Refused):
        operations.describe_file(
            own.report, evidence=piece.id, about=About(address="x" * 3000), ring=own.ring, at=make.MIDDAY
        )
