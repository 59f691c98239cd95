"""Somebody moves rows, sends at the same moment, or reads the disk."""

from itertools import chain
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from rugdekking.audit.models import Entry
from rugdekking.keys.models import Wrap
from rugdekking.keys.rings import NoKey, Ring
from rugdekking.reports import operations, queries
from rugdekking.reports.actors import actor_of
from rugdekking.reports.choices import Score, Step
from rugdekking.reports.models import Body, CodeHolder, Evidence, Message, Report
from rugdekking.reports.story import Concerned, Contact, For, KeepOut, Me, Story, When, Who
from rugdekking.vault.codes import AccessCode
from rugdekking.vault.secrets import CannotOpen
from rugdekking.vault.storage.folder import path_of
from tests import make
from tests.at_once import all_at_once, outcomes
from tests.reports.props import STORY, filed, stored

MARK = "QZSENTINEL"


def test_a_text_put_into_another_report_does_not_open(cast: make.Cast) -> None:
    own, other = filed(cast), filed(cast)
    Body.objects.filter(report=own.report).update(sealed=Body.objects.get(report=other.report).sealed)

    with pytest.raises(CannotOpen):
        queries.open_story(own.report, cast.greet)


def test_two_messages_of_one_report_cannot_change_places(cast: make.Cast) -> None:
    own = filed(cast)
    first = operations.post_message(own.report, ring=own.ring, text="Ja", at=make.MIDDAY)
    second = operations.post_message(own.report, ring=own.ring, text="Nee", at=make.MIDDAY)
    Message.objects.filter(pk=first.pk).update(sealed=second.sealed)

    with pytest.raises(CannotOpen):
        queries.messages(own.report, cast.greet)


def test_a_key_copied_from_another_report_opens_nothing(cast: make.Cast) -> None:
    own, other = filed(cast), filed(cast)
    theirs = Wrap.objects.get(key=other.report.key_id, holder=other.holder.pk)
    Wrap.objects.filter(key=own.report.key_id, holder=own.holder.pk).update(wrapped=theirs.wrapped)

    with pytest.raises(NoKey):
        queries.open_story(own.report, Ring(own.holder.organisation_id, own.holder.pk, own.code.secret))


def test_one_changed_bit_of_a_file_is_noticed(cast: make.Cast) -> None:
    own = filed(cast, attached=[stored(b"bewijs" * 1000)])
    row = Evidence.objects.get()
    path = path_of(settings.SEALED_FILES_FOLDER, row.file)
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)

    with pytest.raises(CannotOpen):
        operations.fetch_file(own.report, evidence=row.pk, ring=own.ring, at=make.MIDDAY)


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_four_times_at_once_is_one_report(transactional_db: None, cast: make.Cast) -> None:
    code = AccessCode.new()

    sent = outcomes(*[lambda: operations.submit(code, desk=cast.desk, story=STORY, at=make.MIDDAY).report.pk] * 4)

    assert len(set(sent)) == 1
    assert Report.objects.count() == Body.objects.count() == CodeHolder.objects.count() == 1
    assert Entry.objects.filter(action="report.filed").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_four_who_take_up_a_report_at_once_one_wins(transactional_db: None, cast: make.Cast) -> None:
    own, by = filed(cast), actor_of(cast.greet)

    got = all_at_once(*[lambda: operations.take_up(own.report, by=by, at=make.MIDDAY)] * 4)

    assert got == ["JustChanged"] * 3 + ["won"]
    assert Entry.objects.filter(action="report.taken").count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_was_withdrawn_and_thought_over_at_once_is_one_or_the_other(
    transactional_db: None, cast: make.Cast
) -> None:
    own = filed(cast)
    operations.withdraw(own.report, ring=own.ring, at=make.MIDDAY)
    due = own.report.destroy_on
    assert due is not None
    late = make.MIDDAY.replace(year=2027)

    outcomes(
        lambda: operations.stay(own.report, ring=own.ring, at=late),
        lambda: operations.destroy(own.report.pk, at=late),
    )

    left = Report.objects.get()
    assert (left.state == "destroyed") == (left.key is None) == (not Body.objects.exists())


def marked(field: str) -> str:
    return f"{MARK}-{field}"


EVERYTHING = Story(
    safe_now=False,
    **{
        name: marked(name) for name in ("what", "first", "literal", "then", "others", "place", "behaviour", "channel")
    },
    when=When(day=marked("day"), words=marked("when"), time=marked("time"), until=marked("until")),
    who=Who(words=marked("who")),
    me=Me(name=marked("name")),
    reporting_for=For.OTHER,
    concerned=Concerned(name=marked("concerned"), contact=marked("contact")),
    keep_out=KeepOut(names=marked("out")),
    contact=Contact(phone=marked("phone"), email=f"{MARK}@voorbeeld.nl", moment=marked("moment"), mail_me=True),
)


@pytest.mark.django_db(transaction=True)
def test_nothing_that_anybody_typed_is_readable_on_the_disk(transactional_db: None, cast: make.Cast) -> None:
    code, draft, organisation = AccessCode.new(), AccessCode.new(), cast.desk.organisation
    operations.save_draft(draft, organisation=organisation, story=EVERYTHING, at=make.MIDDAY)
    operations.add_draft_file(draft, organisation=organisation, file=stored(name=f"{MARK}.jpg"), at=make.MIDDAY)
    evidence = stored(MARK.encode() * 10_000, name=f"{MARK}.pdf")
    own = filed(cast, EVERYTHING, code=code, attached=[evidence])
    report, by = own.report, actor_of(cast.greet)
    operations.post_message(report, ring=own.ring, text=marked("message"), at=make.MIDDAY)
    operations.post_message(report, ring=cast.greet, text=marked("answer"), at=make.MIDDAY)
    operations.ask_consent(report, step=Step.OTHER, note=marked("consent"), ring=cast.greet, at=make.MIDDAY)
    operations.correct(report, ring=own.ring, story=EVERYTHING, at=make.MIDDAY)
    operations.keep_out(report, membership=cast.greet.membership, ring=cast.cor, by=by, at=make.MIDDAY)
    operations.take_up(report, by=by, at=make.MIDDAY)
    operations.close_report(report, by=by, at=make.MIDDAY)
    operations.rate(report, ring=own.ring, score=Score.BAD, comment=marked("comment"), at=make.MIDDAY)

    words = [MARK.encode(), code.text.encode(), draft.text.encode(), code.raw, draft.raw, evidence.key]
    for place, content in everything_kept():
        assert not [word for word in words if word in content], place


def everything_kept() -> chain[tuple[str, bytes]]:
    """Every value of every row, and every byte of every file in the data folder."""
    rows = (
        (
            f"{model._meta.label}.{name}",
            bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode(),
        )
        for model in apps.get_models()
        if model._meta.managed
        for row in model._default_manager.values()
        for name, value in row.items()
    )
    files = ((str(path), path.read_bytes()) for path in Path(settings.DATA_FOLDER).rglob("*") if path.is_file())
    return chain(rows, files)


def test_the_search_for_words_on_the_disk_can_fail(cast: make.Cast) -> None:
    found = dict(everything_kept())

    assert any(b"Meld- en steunpunt" in content for content in found.values())
    assert any("sqlite3" in place for place in found) == (connection.vendor == "sqlite")
