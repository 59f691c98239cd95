"""People come by invitation, hold roles, and leave without taking anything along."""

from datetime import timedelta

import pytest

from rugdekking.audit.actor import SYSTEM
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.notify.models import Mail
from rugdekking.organisations import operations as organisations
from rugdekking.organisations.models import Invitation, Membership
from rugdekking.organisations.operations import Contacts, Place, Terms
from rugdekking.organisations.queries import deputies_of, memberships_of, roles_of
from rugdekking.organisations.roles import Role
from tests import make
from tests.make import MIDDAY

pytestmark = pytest.mark.django_db

PLACE = Place("Nieuw@Voorbeeld.nl", "Nienke Nieuw", "griffier", frozenset({Role.CASE_MANAGER}))
PASSWORD = "een-heel-lang-wachtwoord-7"


def invited() -> tuple[Membership, Invitation]:
    desk = make.desk()
    ada = make.member(desk, Role.ADMINISTRATOR)
    return ada, organisations.invite(desk.organisation_id, place=PLACE, by=ada, at=MIDDAY)


def test_an_invited_person_gets_an_account_and_the_roles() -> None:
    ada, invitation = invited()

    opened = organisations.invitation_of(organisations.token_of(invitation), at=MIDDAY)
    membership = organisations.accept(opened, person=None, password=PASSWORD, at=MIDDAY)

    assert membership.person.email == "nieuw@voorbeeld.nl"
    assert membership.person.check_password(PASSWORD)
    assert roles_of(membership) == {Role.CASE_MANAGER}
    assert memberships_of(membership.person) == [membership]
    assert ada.organisation == membership.organisation


def test_an_invitation_works_once() -> None:
    _, invitation = invited()
    organisations.accept(invitation, person=None, password=PASSWORD, at=MIDDAY)

    with pytest.raises(organisations.NoSuchInvitation):
        organisations.accept(invitation, person=None, password=PASSWORD, at=MIDDAY)
    with pytest.raises(organisations.NoSuchInvitation):
        organisations.invitation_of(organisations.token_of(invitation), at=MIDDAY)


def test_an_invitation_expires_after_a_week_and_is_removed() -> None:
    _, invitation = invited()
    late = MIDDAY + timedelta(days=7, minutes=1)

    with pytest.raises(organisations.NoSuchInvitation):
        organisations.invitation_of(organisations.token_of(invitation), at=late)
    organisations.destroy_due(at=late)
    assert not Invitation.objects.exists()


def test_a_withdrawn_invitation_opens_nothing() -> None:
    _, invitation = invited()
    organisations.withdraw_invitation(invitation, by=SYSTEM, at=MIDDAY)

    with pytest.raises(organisations.NoSuchInvitation):
        organisations.invitation_of(organisations.token_of(invitation), at=MIDDAY)
    with pytest.raises(JustChanged):
        organisations.withdraw_invitation(invitation, by=SYSTEM, at=MIDDAY)


def test_an_invitation_is_for_the_invited_address_only() -> None:
    _, invitation = invited()

    with pytest.raises(Refused):
        organisations.accept(invitation, person=make.person("Ander"), password="", at=MIDDAY)


def test_somebody_who_works_here_already_is_not_invited_again() -> None:
    ada, _ = invited()
    place = Place(ada.person.email, "Ada", "beheerder", frozenset({Role.DECIDER}))

    with pytest.raises(Refused):
        organisations.invite(ada.organisation_id, place=place, by=ada, at=MIDDAY)


def test_the_mail_of_an_invitation_goes_to_the_invited_person_and_names_nobody() -> None:
    invited()

    mail = Mail.objects.get()
    assert mail.address == "nieuw@voorbeeld.nl"
    assert "Nienke" not in mail.extra


def test_the_last_administrator_cannot_leave_or_lose_the_role() -> None:
    ada, _ = invited()

    with pytest.raises(Refused):
        organisations.set_roles(ada, roles=[Role.DECIDER], by=SYSTEM, at=MIDDAY)
    with pytest.raises(Refused):
        organisations.end_membership(ada, by=SYSTEM, at=MIDDAY)


def test_a_leaver_loses_roles_and_deputies() -> None:
    desk = make.desk()
    greet, vera = make.member(desk, Role.CASE_MANAGER), make.member(desk, Role.DEPUTY)
    organisations.set_deputy(greet, deputy=vera, by=SYSTEM, at=MIDDAY)

    organisations.end_membership(vera, by=SYSTEM, at=MIDDAY)

    assert roles_of(vera) == frozenset()
    assert deputies_of([greet.pk]) == {}
    with pytest.raises(JustChanged):
        organisations.end_membership(vera, by=SYSTEM, at=MIDDAY)


def test_nobody_deputises_for_oneself_or_for_a_neighbour() -> None:
    greet = make.member(make.desk(), Role.CASE_MANAGER)
    neighbour = make.member(make.desk(), Role.DEPUTY)

    for wrong in (greet, neighbour):
        with pytest.raises(Refused):
            organisations.set_deputy(greet, deputy=wrong, by=SYSTEM, at=MIDDAY)


def test_two_organisations_cannot_have_the_same_address() -> None:
    make.desk("waterlaar")

    with pytest.raises(organisations.NameTaken):
        make.desk("waterlaar")
    with pytest.raises(organisations.NameTaken):
        make.desk("werk")


def test_a_phone_number_without_hours_is_refused() -> None:
    desk = make.desk()

    with pytest.raises(Refused):
        organisations.set_contacts(
            desk, contacts=Contacts("Steunpunt", "0701234567", "", "", "", ""), by=SYSTEM, at=MIDDAY
        )


def test_contact_is_promised_within_three_working_days_at_most() -> None:
    desk = make.desk()

    with pytest.raises(Refused):
        organisations.set_terms(desk.organisation_id, terms=Terms(4, 48, 48, 14, 30, 24), by=SYSTEM, at=MIDDAY)
