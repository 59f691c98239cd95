"""PostgreSQL sees every statement that SQLite saw, and every test of which that cannot be told."""

import pytest
from django.db import IntegrityError, connection, transaction

from rugdekking.organisations.models import Organisation
from tests import make, statements
from tests.statements import Noted, Notes


def put(sql_of: str) -> set[str]:
    """The names of what this puts to the database."""
    notes = Notes()
    with connection.execute_wrapper(notes):
        list(Organisation.objects.filter(slug=sql_of))
    return notes.statements


def test_every_statement_is_put_and_what_costs_much_for_little_is_left_out() -> None:
    known = {
        "quick": Noted(frozenset({"a", "b"}), 0.1),
        "slow, the same": Noted(frozenset({"a", "b"}), 9.0),
        "slow, with one of its own": Noted(frozenset({"a", "c"}), 9.0),
        "asks nothing": Noted(frozenset(), 0.0),
    }

    assert statements._needed(known, but=frozenset()) == {"quick", "slow, with one of its own"}


def test_what_a_test_puts_that_runs_anyway_asks_for_no_other_test() -> None:
    known = {"one": Noted(frozenset({"a", "b"}), 0.1), "another": Noted(frozenset({"a", "c"}), 0.1)}

    assert statements._needed(known, but=frozenset({"a", "c"})) == {"one"}


@pytest.mark.django_db
def test_other_words_are_the_same_statement() -> None:
    assert put("a") == put("b")


@pytest.mark.django_db
def test_a_statement_outside_a_transaction_is_one_more_than_inside() -> None:
    outside = put("a")
    with transaction.atomic():
        inside = put("a")

    assert inside < outside


@pytest.mark.django_db
def test_a_statement_that_is_refused_is_another_one() -> None:
    made = make.desk().organisation
    again = Organisation(slug=made.slug, name=made.name, kind=made.kind, made_on=made.made_on)
    taken, refused = Notes(), Notes()

    with connection.execute_wrapper(taken):
        Organisation(slug="een-andere", name=made.name, kind=made.kind, made_on=made.made_on).save(force_insert=True)
    with connection.execute_wrapper(refused), pytest.raises(IntegrityError), transaction.atomic():
        again.save(force_insert=True)

    assert not taken.statements <= refused.statements


def test_any_number_of_values_and_rows_is_one_statement() -> None:
    assert statements._shape("VALUES (%s, %s), (%s, %s), (%s, %s)") == statements._shape("VALUES (%s, %s, %s)")
    assert statements._shape("x IN (%s, %s)") != statements._shape("y IN (%s, %s)")
