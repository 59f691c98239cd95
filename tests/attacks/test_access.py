"""Every address, visited by everybody: whoever has no business there finds nothing, not even that it exists.

`tests/access_table.py` says which roles may use an address. On top of that a case, a task, a decision or a person in
care is there only for those who have to do with it.
"""

import pytest
from django.conf import settings
from django.http import HttpResponseBase
from django.test import Client

from rugdekking.audit.actor import SYSTEM
from rugdekking.audit.models import Entry
from rugdekking.cases import operations as cases
from rugdekking.keys import operations as keys
from rugdekking.keys.rings import StaffRing
from rugdekking.organisations.operations import set_roles
from rugdekking.organisations.roles import READERS, Role
from tests import make
from tests.access_table import ACCESS, MEMBER, VISITOR
from tests.attacks import addresses
from tests.attacks.world import NO_REFERENCE, World
from tests.web.at_work import unlocked

Name = str
Seen = tuple[int, bytes, dict[str, str]]

OVERSEERS = {Role.COORDINATOR, Role.DEPUTY}
# Addresses below /werk/ that are of no organisation.
OF_NOBODY = {"office-start"}
# What hangs on one case, and on one report before it is taken on.
IN_THE_CASE = ("case", "dossier", "task-", "decision-", "track", "measure-", "change", "objection")
THINGS = {"task", "decision", "track", "measure"}
TYPED = "text=x&reason=x&answer=x&note=x&member=x&approve=yes"


def office(blanks: dict[str, str]) -> dict[Name, str]:
    found = addresses.all_filled(blanks)
    return {name: one for name, one in found.items() if one.startswith("/werk/") and name not in OF_NOBODY}


def of_the_case(name: Name) -> bool:
    return name.startswith(IN_THE_CASE) or name in THINGS


def of_a_report(name: Name) -> bool:
    return name.startswith("report")


def seen(answer: HttpResponseBase) -> Seen:
    """Everything that an answer tells: status, page and headers."""
    return answer.status_code, b"".join(answer), dict(answer.headers.items())


def nothing(client: Client, world: World) -> Seen:
    """How this site answers to an address that leads nowhere."""
    return seen(client.get(f"/werk/{world.slug}/zaken/{NO_REFERENCE}/"))


def betraying(
    client: Client, world: World, listed: dict[Name, str], methods: tuple[str, ...] = ("GET", "POST")
) -> list[str]:
    """Which of these addresses answer in any other way than as nothing at all, to reading or to sending."""
    empty = nothing(client, world)
    assert empty[0] == 404
    found = []
    for name, address in listed.items():
        for method in methods:
            answer = seen(client.generic(method, address, TYPED, "application/x-www-form-urlencoded"))
            # A page that takes only one of the two says so to everybody, before it looks who asks.
            if answer != empty and answer[0] != 405:
                found.append(f"{method} {name}: {answer[0]}")
    return found


def found_by(client: Client, listed: dict[Name, str]) -> set[Name]:
    return {name for name, address in listed.items() if client.get(address).status_code not in {404, 405}}


def member(world: World, *roles: Role, name: str = "Iemand") -> StaffRing:
    """One more member of the desk in these roles, let in when they read."""
    found = make.newcomer(world.cast.desk, *roles, name=name)
    if set(roles) & READERS:
        keys.let_in(found.membership, desk=world.cast.desk, ring=world.cast.greet, at=make.MIDDAY)
    return found


def allowed(*roles: Role) -> set[Name]:
    return {name for name, who in ACCESS.items() if who & set(roles)}


@pytest.mark.parametrize("role", list(Role))
def test_a_role_finds_no_page_that_does_not_name_it(world: World, role: Role) -> None:
    client = unlocked(world.colleagues[role])
    closed = {name: one for name, one in office(world.blanks()).items() if name not in allowed(role)}

    assert betraying(client, world, closed) == []


def test_rank_and_every_role_at_once_open_no_case_that_somebody_else_handles(world: World) -> None:
    """Whoever oversees nothing must handle a case, own the task, be asked to decide or give the care."""
    stranger = member(world, *(set(Role) - OVERSEERS))
    client, lines = unlocked(stranger), Entry.objects.count()
    things = {name: one for name, one in office(world.blanks()).items() if of_the_case(name)}

    assert betraying(client, world, things) == []
    # What was refused is no act: it leaves no line with anybody's case.
    assert Entry.objects.count() == lines


def test_whoever_must_not_know_finds_no_case_in_any_role(world: World) -> None:
    things = {name: one for name, one in office(world.blanks()).items() if of_the_case(name)}
    things |= {name: one for name, one in office(world.blanks_of_the_new_report()).items() if of_a_report(name)}

    for role, ring in world.kept_out.items():
        theirs = {name: one for name, one in things.items() if name in allowed(role)}
        assert betraying(unlocked(ring), world, theirs) == [], role


def test_who_must_not_know_does_not_find_the_case_through_a_new_role(world: World) -> None:
    suspect = world.kept_out[Role.TASK_OWNER].membership
    set_roles(suspect, roles=list(Role), by=SYSTEM, at=make.MIDDAY)
    keys.let_in(suspect, desk=world.cast.desk, ring=world.cast.greet, at=make.MIDDAY)
    cases.welcome(suspect, ring=world.cast.greet, at=make.MIDDAY)
    things = {name: one for name, one in office(world.blanks()).items() if of_the_case(name)}

    assert betraying(unlocked(world.kept_out[Role.TASK_OWNER]), world, things, ("GET",)) == []


def test_a_handler_who_stepped_aside_finds_nothing_any_more(world: World) -> None:
    cases.add_handler(
        world.thing.case, to=world.colleagues[Role.CASE_MANAGER].membership, ring=world.cast.greet, at=make.MIDDAY
    )
    recused = world.colleagues[Role.CASE_MANAGER]
    client = unlocked(recused)
    case_page = office(world.blanks())["case"]
    assert client.get(case_page).status_code == 200

    cases.recuse(world.thing.case, ring=recused, at=make.MIDDAY)

    things = {name: one for name, one in office(world.blanks()).items() if of_the_case(name)}
    assert betraying(client, world, things, ("GET",)) == []


def test_a_neighbour_finds_no_page_of_this_organisation_whatever_their_roles(world: World) -> None:
    elsewhere = make.cast()
    neighbour = make.newcomer(elsewhere.desk, *Role, name="Buur")
    keys.let_in(neighbour.membership, desk=elsewhere.desk, ring=elsewhere.greet, at=make.MIDDAY)

    listed = office(world.blanks()) | {
        f"new {name}": one for name, one in office(world.blanks_of_the_new_report()).items() if of_a_report(name)
    }
    assert betraying(unlocked(neighbour), world, listed) == []


def test_the_things_of_a_neighbour_are_not_found_through_the_own_organisation(world: World) -> None:
    """The reference or id of somebody else's case, typed behind one's own organisation."""
    elsewhere = make.cast()
    neighbour = make.newcomer(elsewhere.desk, *Role, name="Buur")
    keys.let_in(neighbour.membership, desk=elsewhere.desk, ring=elsewhere.greet, at=make.MIDDAY)
    own = {**world.blanks(), "organisation": elsewhere.desk.organisation.slug}
    fresh = {**world.blanks_of_the_new_report(), "organisation": elsewhere.desk.organisation.slug}
    other = {"setup-uninvite", "setup-roles", "setup-deputy", "setup-account", "setup-end", "setup-let-in"}

    listed = {name: one for name, one in office(own).items() if of_the_case(name) or name in other}
    listed |= {name: one for name, one in office(fresh).items() if of_a_report(name)}
    assert betraying(unlocked(neighbour), world, listed) == []


def test_who_left_finds_nothing_any_more(world: World) -> None:
    leaver = world.colleagues[Role.TASK_OWNER]
    client = unlocked(leaver)
    keys.end_without_key(leaver.membership, by=SYSTEM, at=make.MIDDAY)

    assert betraying(client, world, office(world.blanks())) == []


def test_a_stranger_is_asked_to_sign_in_everywhere(world: World) -> None:
    client = Client()

    for name, address in office(world.blanks()).items():
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code == 302, name
            assert answer.headers["location"].startswith(settings.LOGIN_URL), name


def test_a_stranger_reads_the_same_whether_a_case_exists_or_not(world: World) -> None:
    client = Client()
    nowhere = office(world.blanks_of_nothing())

    for name, address in office(world.blanks()).items():
        one, other = client.get(address), client.get(nowhere[name])
        assert one.headers["location"].replace(address, "") == other.headers["location"].replace(nowhere[name], "")


def test_the_table_leaves_no_address_of_the_office_open_to_a_visitor(world: World) -> None:
    names = office(world.blanks())

    assert {name for name in names if ACCESS[name] & {VISITOR} or MEMBER in ACCESS[name]} == set()


def test_everybody_finds_what_is_theirs(world: World) -> None:
    """The other half: a closed door proves little in a building without rooms."""
    cast, listed = world.cast, office(world.blanks())
    in_case = {name for name in listed if name.startswith(("case", "measure"))}

    # Every other page that Greet may open is opened in test_sessions.py.
    assert in_case == found_by(unlocked(cast.greet), {name: listed[name] for name in in_case})
    for overseer in (cast.cor, cast.vera):
        assert found_by(unlocked(overseer), {"case": listed["case"]}) == {"case"}
    everybodys = {"office", "tasks", "measures", "preparation", "preparation-roles", "drills", "presentation"}
    everybodys |= {"precaution", "precaution-tick", "precaution-leave-out"}
    decisions = {"decisions", "decision", "decision-decide", "change", "change-decide"}
    assert found_by(unlocked(cast.tim), listed) == everybodys | {"task", "task-finish", "task-skip"}
    assert found_by(unlocked(cast.bas), listed) == everybodys | decisions
    assert {"objection", "objection-judge"} <= found_by(unlocked(cast.cor), listed)
    care = {name for name in listed if name.startswith("track")}
    assert found_by(unlocked(cast.nora), listed) == everybodys | {"aftercare"} | care
