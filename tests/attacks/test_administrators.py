"""An administrator who overreaches: invites helpers, hands out roles, or comes in as somebody else."""

from collections.abc import Mapping

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from rugdekking.audit.actor import SYSTEM
from rugdekking.cases.queries import Which, queue
from rugdekking.keys.queries import desk_readers
from rugdekking.organisations import operations as organisations
from rugdekking.organisations.models import Membership
from rugdekking.organisations.roles import Role
from tests import make
from tests.attacks import addresses
from tests.attacks.world import World
from tests.make import PASSPHRASE
from tests.web.at_work import unlocked
from tests.web.signing_in import signed_in, with_app


def sock_puppet(world: World) -> Client:
    """An administrator invites an address of their own, in every role there is, and follows the mail."""
    person = make.person("Sok")
    invitation = organisations.invite(
        world.cast.desk.organisation_id,
        place=organisations.Place(person.email, "Sok", "griffier", frozenset(Role)),
        by=world.cast.ada.membership,
        at=timezone.now(),
    )
    member = organisations.accept(invitation, person=person, password="", at=timezone.now())
    return unlocked(make.ring(member))


def opened(client: Client, listed: Mapping[str, str], kind: str) -> list[str]:
    return [name for name, one in listed.items() if name.startswith(kind) and client.get(one).status_code == 200]


def test_a_sock_puppet_of_an_administrator_reads_nothing(world: World) -> None:
    sock = sock_puppet(world)
    things = addresses.all_filled(world.blanks())
    fresh = addresses.all_filled(world.blanks_of_the_new_report())

    assert [
        name for name, one in things.items() if name.startswith("case") and sock.get(one).status_code == 200
    ] == []
    assert [
        name for name, one in fresh.items() if name.startswith("report") and sock.get(one).status_code == 200
    ] == []
    for one in Which:
        page = sock.get(f"{things['queue']}?lijst={one}").content.decode()
        assert world.thing.case.reference not in page
        assert world.new.report.reference not in page


def test_a_sock_puppet_counts_nothing_and_opens_no_key(world: World) -> None:
    sock_puppet(world)
    member = Membership.objects.get(person__name="Sok")

    page = queue(member, which=Which.ALL, at=timezone.now())

    assert {str(count) for count in page.counts.values()} == {"0"}
    assert member not in desk_readers(world.cast.desk)


def test_a_sock_puppet_cannot_let_itself_in(world: World) -> None:
    sock = sock_puppet(world)
    own = Membership.objects.get(person__name="Sok")
    page = addresses.filled("setup-let-in", {**world.blanks(), "member": str(own.pk)})

    for values in ({"spoken": "yes"}, {"spoken": "on"}, {}):
        sock.post(page, values)

    assert own not in desk_readers(world.cast.desk)


def test_an_administrator_who_takes_every_role_still_reads_nothing(world: World) -> None:
    ada = unlocked(world.cast.ada)
    page = addresses.filled("setup-roles", {**world.blanks(), "member": str(world.cast.ada.holder)})
    ada.post(page, {"roles": list(Role.values)})
    things = addresses.all_filled(world.blanks())

    some = {name: things[name] for name in ("case", "case-people", "case-timeline", "case-notes")}
    assert opened(ada, some, "case") == []
    assert world.new.report.reference not in ada.get(things["queue"]).content.decode()


def test_an_administrator_who_comes_in_as_a_handler_opens_nothing_of_theirs(world: World) -> None:
    """A new second factor and a new password give the account, and not the passphrase."""
    ada, greet = unlocked(world.cast.ada), world.cast.greet
    page = addresses.filled("setup-account", {**world.blanks(), "member": str(greet.holder)})
    ada.post(page, {"act": "second-factor"})
    intruder = signed_in(greet.membership.person)
    intruder.post("/account/kluis/opnieuw/", {"passphrase": PASSPHRASE, "again": PASSPHRASE, "understood": "on"})

    case_page = intruder.get(addresses.filled("case", world.blanks()))

    assert b"wij weten waar u woont" not in case_page.content
    assert b"Wij bellen" not in case_page.content
    assert [one.person.name for one in desk_readers(world.cast.desk)].count("Greet") == 0


@pytest.mark.parametrize("act", ["second-factor", "close"])
def test_an_administrator_does_not_reach_a_colleague_s_work_elsewhere(world: World, act: str) -> None:
    """Somebody may work for two organisations. One of them has no say over the account with which they serve both."""
    elsewhere = make.cast()
    shared = elsewhere.greet.membership.person
    here = organisations.join(
        world.cast.desk.organisation, person=shared, title="bode", roles=[Role.TASK_OWNER], by=SYSTEM, at=make.MIDDAY
    )
    with_app(shared)
    at_work = unlocked(elsewhere.greet)
    factors = Authenticator.objects.filter(user=shared).count()

    page = addresses.filled("setup-account", {**world.blanks(), "member": str(here.pk)})
    unlocked(world.cast.ada).post(page, {"act": act})

    shared.refresh_from_db()
    assert shared.is_active
    assert Authenticator.objects.filter(user=shared).count() == factors
    assert at_work.get(f"/werk/{elsewhere.desk.organisation.slug}/zaken/").status_code == 200
