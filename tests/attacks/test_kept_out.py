"""Whoever must not know: nothing of what they can look at changes when there is a case of which they may not know.

The pages are compared as they were before the case existed. So a row, a count, a figure, a line of the log or a
sentence that would give it away is found without being named.
"""

import re
from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from msgspec.structs import replace

from rugdekking.audit.operations import link_new_entries
from rugdekking.cases import operations as cases
from rugdekking.cases.queries import Which, queue
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind
from rugdekking.kernel.refusal import Refused
from rugdekking.keys import operations as keys
from rugdekking.keys.rings import StaffRing
from rugdekking.measures import operations as measures
from rugdekking.notify.models import Mail
from rugdekking.organisations.log_heads import send_log_heads
from rugdekking.organisations.roles import Role
from rugdekking.reports.story import KeepOut
from tests import make
from tests.access_table import ACCESS
from tests.attacks import addresses
from tests.attacks.world import NO_REFERENCE, EmptyWorld, World
from tests.cases.props import opened
from tests.measures.props import THREAT
from tests.reports.props import STORY, filed
from tests.web.at_work import unlocked

pytestmark = pytest.mark.django_db

Looked = Mapping[str, str]
# Addresses that name no case, report, task or person: what anybody may look at.
PLAIN = {"organisation", "member", "invitation"}


def looked_at(clients: Mapping[Role, Client], empty: EmptyWorld) -> dict[Role, Looked]:
    """Every page that each of these people can open without naming a thing, as it reads to them."""
    blanks = {
        "organisation": empty.cast.desk.organisation.slug,
        "member": str(empty.cast.tim.membership.pk),
        "invitation": str(empty.invitation.pk),
    }
    pages = {
        name: addresses.filled(name, blanks)
        for name, taken in addresses.routes().items()
        if set(taken) <= PLAIN and ACCESS[name] & set(Role)
    }
    office = {name: one for name, one in pages.items() if one.startswith(("/werk/", "/account/kluis/"))}
    lists = {f"queue {one}": f"{office['queue']}?lijst={one}" for one in Which}
    # Some days of the log, and the actions that a case leaves.
    log = {f"audit {one}": f"{office['audit']}?wat={one}" for one in ("report.filed", "case.opened", "case.looked")}
    found = {}
    for role, client in clients.items():
        mine = {name: one for name, one in office.items() if role in ACCESS[name]}
        mine |= lists if role in ACCESS["queue"] else {}
        mine |= log if role in ACCESS["audit"] else {}
        found[role] = {name: words(client.get(one)) for name, one in mine.items()}
    return found


def words(answer: object) -> str:
    """A page without what differs at every look: the token of its form."""
    content = b"".join(answer).decode(errors="replace")  # type: ignore[call-overload]
    return re.sub(r'name="(csrfmiddlewaretoken|once)"\s+value="[^"]*"', "", content)


def test_no_page_of_anybody_who_must_not_know_changes() -> None:
    empty = EmptyWorld.made()
    clients = {role: unlocked(ring) for role, ring in empty.kept_out.items()}
    before = looked_at(clients, empty)

    world = empty.filled(at=timezone.now())

    after = looked_at(clients, empty)
    changed = {role: [page for page in before[role] if before[role][page] != after[role][page]] for role in before}
    assert [role for role, pages in changed.items() if pages] == [], changed
    assert sum(len(pages) for pages in before.values()) > 60
    assert world.thing.case.reference not in "".join("".join(pages.values()) for pages in after.values())


def test_the_pages_of_who_may_know_do_change() -> None:
    """Without this the comparison above could be blind."""
    empty = EmptyWorld.made()
    clients = {
        Role.CASE_MANAGER: unlocked(empty.cast.greet),
        Role.COORDINATOR: unlocked(empty.cast.cor),
        Role.AUDITOR: unlocked(empty.colleagues[Role.AUDITOR]),
        Role.TASK_OWNER: unlocked(empty.cast.tim),
    }
    before = looked_at(clients, empty)

    empty.filled(at=timezone.now())

    after = looked_at(clients, empty)
    changed = {role: {page for page in before[role] if before[role][page] != after[role][page]} for role in before}
    assert {"queue", "queue mine", "queue due"} <= changed[Role.CASE_MANAGER]
    assert {"queue", "queue all"} <= changed[Role.COORDINATOR]
    assert {"audit", "audit case.opened"} <= changed[Role.AUDITOR]
    assert changed[Role.TASK_OWNER] == {"tasks"}


def test_no_mail_goes_to_whoever_must_not_know_also_not_when_everything_is_late() -> None:
    empty = EmptyWorld.made()
    out = {ring.membership.person.email for ring in empty.kept_out.values()}
    before = Mail.objects.filter(address__in=out).count()

    world = empty.filled()
    told = Mail.objects.exclude(address__in=out).count()
    for days in (1, 2, 3, 7, 30, 120, 400):
        clocks.remind_and_escalate(at=make.MIDDAY + timedelta(days=days))

    # The plan of the year is no secret to anybody, and reminds them all the same.
    yearly = Clock.objects.filter(kind=ClockKind.PREPARATION).values("pk")
    assert Mail.objects.filter(address__in=out).exclude(subject_id__in=yearly).count() == before
    assert Mail.objects.exclude(address__in=out).exclude(subject_id__in=yearly).count() > told
    assert world.thing.case.pk


def test_an_alarm_reaches_nobody_who_must_not_know(world: World) -> None:
    out = {ring.membership.person.email for ring in world.kept_out.values()}
    before = Mail.objects.filter(address__in=out).count()
    members = tuple(ring.holder for ring in world.kept_out.values())

    filed(world.cast, replace(STORY, safe_now=False, keep_out=KeepOut(members=members)))
    clocks.remind_and_escalate(at=make.MIDDAY + timedelta(hours=5))

    assert Mail.objects.filter(address__in=out).count() == before
    assert Mail.objects.filter(kind="alarm").exists()


def test_naming_a_case_that_one_must_not_know_counts_as_naming_no_case(world: World) -> None:
    """A handler who guesses or was told a reference: their proposals stay as they were."""
    suspect = world.kept_out[Role.CASE_MANAGER]
    own = opened(world.cast, by=suspect).case
    outcomes = []
    for reference in (NO_REFERENCE, world.thing.case.reference):
        cases.record_facts(own, recorded=replace(THREAT, earlier=(reference,)), ring=suspect, at=make.MIDDAY)
        own.refresh_from_db()
        outcomes.append(measures.propose(own, ring=suspect, at=make.MIDDAY))

    assert outcomes[0] == outcomes[1]


def test_joining_a_case_that_one_must_not_know_is_refused_as_joining_no_case(world: World) -> None:
    suspect = world.kept_out[Role.CASE_MANAGER]
    client, report = unlocked(suspect), filed(world.cast).report
    page = addresses.filled("report-join", {**world.blanks(), "reference": report.reference})

    there = client.post(page, {"reference": world.thing.case.reference})
    nowhere = client.post(page, {"reference": NO_REFERENCE})

    assert there.status_code == nowhere.status_code == 200
    assert words(there).replace(world.thing.case.reference, "") == words(nowhere).replace(NO_REFERENCE, "")


def test_a_case_is_offered_to_nobody_who_must_not_know(world: World) -> None:
    """In no list of colleagues from which a handler chooses does a kept out person stand, and no form takes them."""
    client, blanks = unlocked(world.cast.greet), world.blanks()
    out = [str(ring.holder) for ring in world.kept_out.values()]

    for name in ("case-hand-over", "case-ask-along", "case-task-assign", "case-put", "case-care-assign", "case-plan"):
        address = addresses.filled(name, blanks)
        page = client.get(address).content.decode()
        assert [member for member in out if member in page] == [], name
    for member in out:
        answer = client.post(addresses.filled("case-hand-over", blanks), {"member": member})
        assert answer.status_code == 200


def test_whoever_must_not_know_is_not_told_so_when_somebody_tries_to_hand_them_the_case(world: World) -> None:
    suspect, stranger = world.kept_out[Role.CASE_MANAGER].membership, world.kept_out[Role.AUDITOR].membership
    sentences = []
    for to in (suspect, stranger):
        with pytest.raises(Refused) as refusal:
            cases.hand_over(world.thing.case, to=to, ring=world.cast.greet, at=make.MIDDAY)
        sentences.append(str(refusal.value.reason))

    assert sentences[0] == sentences[1]


def test_the_weekly_head_of_the_log_does_not_count_what_the_logbook_leaves_out(world: World) -> None:
    link_new_entries(at=make.MIDDAY)
    send_log_heads(at=make.MIDDAY)

    frits = world.kept_out[Role.AUDITOR].membership.person.email
    _month, head, signature = Mail.objects.get(kind="log_head", address=frits).extra.split()
    assert (len(head), len(signature)) == (64, 128)


def rows_for(ring: StaffRing) -> set[str]:
    """What stands in any list of this member's queue, and what the lists count."""
    pages = {which: queue(ring.membership, which=which, at=timezone.now()) for which in Which}
    counts = {f"{which} {page.counts[which]}" for which, page in pages.items() if str(page.counts[which]) != "0"}
    return {row.reference for page in pages.values() for row in page.rows} | counts


def test_whoever_the_reporter_keeps_out_later_loses_every_row_and_count(world: World) -> None:
    """The reporter does it on their own page, when the case is under way and that person oversees the desk."""
    cor, case = world.cast.cor, world.thing.case
    assert case.reference in rows_for(cor)

    cases.keep_out_of_report(
        world.thing.own.report, membership=cor.membership, ring=world.thing.own.ring, at=make.MIDDAY
    )

    assert case.reference not in rows_for(cor)
    assert case.reference in rows_for(world.cast.vera)


def test_a_role_that_must_not_know_finds_no_row_in_any_case_that_the_report_becomes(world: World) -> None:
    """Also somebody who gets that role, and the desk's key, when the case is long under way."""
    cast = world.cast
    story = replace(STORY, keep_out=KeepOut(roles=(Role.COORDINATOR,)))
    case = cases.open_for(filed(cast, story).report, ring=cast.greet, at=make.MIDDAY)
    later = make.newcomer(cast.desk, Role.COORDINATOR, name="Later")
    keys.let_in(later.membership, desk=cast.desk, ring=cast.greet, at=make.MIDDAY)
    cases.welcome(later.membership, ring=cast.greet, at=make.MIDDAY)

    assert [ring for ring in (cast.cor, later) if case.reference in rows_for(ring)] == []
    assert case.reference in rows_for(cast.greet)


def test_a_report_that_joins_a_case_takes_the_case_from_whoever_must_not_know_of_it(world: World) -> None:
    cast = world.cast
    story = replace(STORY, keep_out=KeepOut(members=(cast.cor.holder,)))
    case = cases.open_for(filed(cast).report, ring=cast.greet, at=make.MIDDAY)
    assert case.reference in rows_for(cast.cor)

    cases.join(case, filed(cast, story).report, ring=cast.greet, at=make.MIDDAY)

    assert case.reference not in rows_for(cast.cor)
