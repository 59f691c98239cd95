"""Codes: several reports under one, an own code for a first one, a new one for a lost one."""

from datetime import timedelta

import pytest
from django.apps import apps

from rugdekking.keys.rings import NoKey, Ring
from rugdekking.reports import operations, queries
from rugdekking.reports.choices import Origin
from rugdekking.reports.codes import MOST, all_under, numbered
from rugdekking.reports.models import CodeHolder
from rugdekking.reports.operations.codes import NoSuchCode, Unreachable
from rugdekking.reports.operations.drafts import AlreadySent
from rugdekking.reports.story import Story
from tests import make
from tests.reports.props import STORY, filed, mine

LATER = make.MIDDAY + timedelta(days=1)


def second(cast: make.Cast, code: make.AccessCode) -> None:
    """Another report under `code`, as somebody chooses on their own page."""
    inner = queries.next_code(cast.desk.organisation_id, code)
    assert inner is not None
    filed(cast, Story(what="Weer"), code=inner, at=LATER)


def test_one_code_opens_every_report_that_was_sent_under_it(cast: make.Cast) -> None:
    code = filed(cast).code
    second(cast, code)

    found = queries.reports_under(cast.desk.organisation_id, code)

    assert [queries.open_story(one.report, one.ring).what for one in found] == ["Weer", STORY.what]


def test_nothing_in_the_database_ties_two_reports_of_one_code(cast: make.Cast) -> None:
    code = filed(cast).code
    second(cast, code)
    first_holder, second_holder = CodeHolder.objects.order_by("made_on", "pk")
    ids = {first_holder.pk, second_holder.pk, first_holder.report_id, second_holder.report_id}

    # No row of any table names both reports, and no value but a public one stands in both their rows.
    for model in apps.get_models():
        if model._meta.app_label in {"reports", "keys", "audit", "notify", "clocks", "people"}:
            for row in model._default_manager.values():
                assert len(ids & set(row.values())) <= 2
                named = {first_holder.report_id, first_holder.pk} & set(row.values())
                assert not (named and {second_holder.report_id, second_holder.pk} & set(row.values())), model
    assert bytes(first_holder.lookup) != bytes(second_holder.lookup)
    assert bytes(first_holder.public) != bytes(second_holder.public)


def test_the_code_of_a_further_report_opens_only_that_one(cast: make.Cast) -> None:
    code = filed(cast).code
    second(cast, code)

    (only,) = queries.reports_under(cast.desk.organisation_id, numbered(code, 1))

    assert queries.open_story(only.report, only.ring).what == "Weer"


def test_after_many_reports_a_new_code_is_needed(cast: make.Cast) -> None:
    code = make.code()
    for inner in all_under(code):
        CodeHolder(
            organisation=cast.desk.organisation,
            report=filed(cast).report,
            part="concerned",
            lookup=inner.lookup,
            public=b"",
            made_on=LATER.date(),
        ).save()

    assert len(all_under(code)) == MOST
    assert queries.next_code(cast.desk.organisation_id, code) is None


def test_a_code_of_another_organisation_is_as_no_code(cast: make.Cast) -> None:
    own = filed(cast)
    elsewhere = make.desk().organisation_id

    assert queries.holder_by_code(elsewhere, own.code) is None
    assert queries.reports_under(elsewhere, own.code) == []


def test_a_first_code_is_replaced_by_an_own_one(cast: make.Cast) -> None:
    typed = operations.type_for(STORY, ring=cast.greet, desk=cast.desk, origin=Origin.PHONE, at=make.MIDDAY)
    first = mine(cast, typed.first_use_code)
    assert first.holder.first_use

    own_code = make.code()
    operations.replace_code(typed.first_use_code, by=own_code, organisation=cast.desk.organisation, at=LATER)

    own = mine(cast, own_code)
    assert not own.holder.first_use
    assert queries.open_story(own.report, own.ring) == STORY
    assert queries.reports_under(cast.desk.organisation_id, typed.first_use_code) == []
    with pytest.raises(NoKey):
        queries.open_story(own.report, Ring(own.holder.organisation_id, own.holder.pk, typed.first_use_code.secret))


def test_a_new_code_takes_every_report_along(cast: make.Cast) -> None:
    code = filed(cast).code
    second(cast, code)

    new = make.code()
    operations.replace_code(code, by=new, organisation=cast.desk.organisation, at=LATER)

    found = queries.reports_under(cast.desk.organisation_id, new)
    assert [queries.open_story(one.report, one.ring).what for one in found] == ["Weer", STORY.what]


def test_a_code_is_replaced_once(cast: make.Cast) -> None:
    code = filed(cast).code
    operations.replace_code(code, by=make.code(), organisation=cast.desk.organisation, at=LATER)

    with pytest.raises(NoSuchCode):
        operations.replace_code(code, by=make.code(), organisation=cast.desk.organisation, at=LATER)


def test_who_lost_a_code_gets_a_first_one_after_a_call(cast: make.Cast) -> None:
    own = filed(cast)

    code = operations.issue_code(own.holder, ring=cast.greet, at=LATER)

    assert mine(cast, code).holder.first_use
    assert queries.open_story(own.report, mine(cast, code).ring) == STORY
    assert queries.reports_under(cast.desk.organisation_id, own.code) == []


def test_for_an_anonymous_reporter_that_is_impossible(cast: make.Cast) -> None:
    own = filed(cast, Story(what="Ik zeg niet wie ik ben"))

    with pytest.raises(Unreachable):
        operations.issue_code(own.holder, ring=cast.greet, at=LATER)


def test_a_draft_of_a_sent_report_is_refused(cast: make.Cast) -> None:
    own = filed(cast)

    with pytest.raises(AlreadySent):
        operations.save_draft(own.code, organisation=cast.desk.organisation, story=STORY, at=LATER)
