"""Accounts are made for who accepted an invitation."""

import pytest
from django.db import IntegrityError

from rugdekking.audit.actor import SYSTEM
from rugdekking.audit.models import Entry
from rugdekking.kernel.refusal import Refused
from rugdekking.people import queries
from rugdekking.people.models import Person
from rugdekking.people.operations import deactivate
from tests.web.signing_in import NOON, TOWN, person

pytestmark = pytest.mark.django_db


def test_an_account_is_found_by_its_address_however_it_is_typed() -> None:
    anna = person(email="Anna@Noordmeer.example ")

    assert queries.by_email(" anna@NOORDMEER.example") == anna
    assert anna.email == "anna@noordmeer.example"
    assert Entry.objects.get().action == "person.created"


def test_an_address_has_one_account() -> None:
    person()

    with pytest.raises(Refused, match="al een account"):
        person(email="ANNA@noordmeer.example")
    assert Person.objects.count() == 1


@pytest.mark.parametrize("password", ["kort", "wachtwoord", "anna@noordmeer.example"])
def test_a_password_that_is_easy_to_guess_is_refused(password: str) -> None:
    from rugdekking.people.operations import create_person

    with pytest.raises(Refused):
        create_person("anna@noordmeer.example", name="Anna", password=password, organisation=TOWN, by=SYSTEM, at=NOON)
    assert not Person.objects.exists()


def test_the_database_refuses_an_address_with_capitals() -> None:
    with pytest.raises(IntegrityError):
        Person(email="Anna@noordmeer.example", name="Anna", created_on=NOON.date()).save()


def test_an_account_closes_once() -> None:
    anna = person()
    deactivate(anna, organisation=TOWN, by=SYSTEM, at=NOON)

    with pytest.raises(Refused, match="al gesloten"):
        deactivate(anna, organisation=TOWN, by=SYSTEM, at=NOON)
    assert queries.signed_in(anna.pk) is None
