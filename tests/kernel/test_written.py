"""Statements that are written once say and give the same as the querysets that they stand for."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from rugdekking.kernel.written import Prepared, PreparedMany, delete, insert
from rugdekking.keys.models import Key, KeyKind
from rugdekking.organisations.models import Desk, Membership
from tests import make

pytestmark = pytest.mark.django_db
TODAY = make.MIDDAY.date()


def keys_of(subject: UUID, since: date) -> QuerySet[Key]:
    return Key.objects.filter(subject=subject, made_on__gte=since, retired_on=None).order_by("generation")


def a_key(desk: Desk, *, subject: UUID, generation: int = 1) -> Key:
    return Key(
        organisation=desk.organisation,
        kind=KeyKind.TASK,
        subject=subject,
        generation=generation,
        public=b"p" * 32,
        made_on=TODAY,
    )


def test_a_prepared_query_gives_the_rows_of_its_values_and_of_no_others() -> None:
    desk, one, other = make.desk(), uuid4(), uuid4()
    insert([a_key(desk, subject=one), a_key(desk, subject=one, generation=2), a_key(desk, subject=other)])
    prepared = Prepared(keys_of, UUID, date)

    assert [key.generation for key in prepared.rows(one, TODAY)] == [1, 2]
    assert [key.subject for key in prepared.rows(other, TODAY)] == [other]
    assert prepared.rows(one, TODAY + timedelta(days=1)) == []
    assert prepared.first(uuid4(), TODAY) is None


def test_a_prepared_query_asks_exactly_what_its_queryset_asks() -> None:
    subject = uuid4()
    prepared = Prepared(keys_of, UUID, date)
    prepared.rows(uuid4(), TODAY)

    with CaptureQueriesContext(connection) as asked:
        prepared.rows(subject, TODAY)
        list(keys_of(subject, TODAY))

    assert asked[0]["sql"] == asked[1]["sql"]


def test_a_prepared_query_brings_what_its_queryset_brings_along() -> None:
    member = make.member(make.desk(), name="Greet")
    prepared = Prepared(lambda pk: Membership.objects.select_related("person").filter(pk=pk), UUID)
    prepared.rows(uuid4())

    with CaptureQueriesContext(connection) as asked:
        found = prepared.first(member.pk)

    assert found is not None
    assert (found, found.person.name, found.title) == (member, "Greet", member.title)
    assert len(asked) == 1


def test_a_prepared_query_finds_bytes_and_words() -> None:
    desk = make.desk("waterlaar")
    row = a_key(desk, subject=uuid4())
    insert([row])

    by_public = Prepared(lambda public: Key.objects.filter(public=public).values_list("pk", flat=True), bytes)
    by_slug = Prepared(lambda slug: Desk.objects.filter(organisation__slug=slug), str)

    assert by_public.rows(b"p" * 32) == [row.pk]
    assert by_slug.rows("waterlaar") == [desk]


def test_any_number_of_ids_can_be_asked_at_once() -> None:
    desk = make.desk()
    rows = [a_key(desk, subject=uuid4(), generation=number) for number in range(70)]
    insert(rows)
    asked = PreparedMany(lambda ids, kind: Key.objects.filter(pk__in=ids, kind=kind).order_by("generation"), str)

    for number in (0, 1, 2, 3, 5, 64, 70):
        assert asked.rows([row.pk for row in rows[:number]], KeyKind.TASK.value) == rows[:number]
    assert asked.rows([rows[0].pk], KeyKind.CASE.value) == []


def test_a_value_that_the_database_would_get_in_another_form_is_refused() -> None:
    prepared = Prepared(lambda word: Desk.objects.filter(name__contains=word), str)

    with pytest.raises(ValueError, match="does not reach the database"):
        prepared.rows("steunpunt")


def test_rows_that_are_inserted_together_are_as_those_that_are_saved() -> None:
    desk, subject = make.desk(), uuid4()
    saved, inserted = a_key(desk, subject=subject), a_key(desk, subject=subject, generation=2)
    saved.save(force_insert=True)

    with CaptureQueriesContext(connection) as asked:
        insert([inserted, a_key(desk, subject=uuid4())])

    assert len(asked) == 1
    found = Key.objects.get(pk=inserted.pk)
    alike = ("organisation_id", "kind", "subject", "made_on", "retired_on")
    assert [getattr(found, name) for name in alike] == [getattr(saved, name) for name in alike]
    assert bytes(found.public) == bytes(saved.public)
    assert not inserted._state.adding


def test_a_row_that_is_there_already_is_refused_or_updated_as_was_asked() -> None:
    desk = make.desk()
    row = a_key(desk, subject=uuid4())
    insert([row])
    row.public, row.generation = b"q" * 32, 9

    with pytest.raises(IntegrityError), transaction.atomic():
        insert([row])
    insert([row], or_update=("public",))

    found = Key.objects.get(pk=row.pk)
    assert (bytes(found.public), found.generation) == (b"q" * 32, 1)


def test_deleting_takes_exactly_one_row() -> None:
    desk = make.desk()
    one, other = a_key(desk, subject=uuid4()), a_key(desk, subject=uuid4())
    insert([one, other])

    delete(Key, one.pk)

    assert list(Key.objects.filter(organisation=desk.organisation_id)) == [other]
