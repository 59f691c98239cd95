"""Who can own a task of a case, and what must be so before it leaves the desk."""

from collections.abc import Collection
from uuid import UUID

from rugdekking.cases.models import Case
from rugdekking.cases.queries import barred_from, handlers_of, may_leave_desk, running_reports
from rugdekking.kernel.refusal import Refused
from rugdekking.organisations.models import Membership
from rugdekking.organisations.queries import members, roles_of
from rugdekking.organisations.roles import READERS, Role
from rugdekking.reports.choices import Step
from rugdekking.reports.queries import consent_stands


class CannotOwn(Refused):
    """This member cannot have the task. The sentence is the same for every reason, so that it tells none."""


class ConfirmFirst(Refused):
    """A text that the desk typed for somebody waits for that person; until then nothing leaves the desk."""


class AskFirst(Refused):
    """The person concerned did not agree to this step."""


# Who manages people and settings, or checks the log, has no part in a case.
_WORKERS = frozenset(Role) - {Role.ADMINISTRATOR, Role.AUDITOR}
# Roles of the plan whose owner works with the person concerned: the handler.
_HANDLERS = frozenset({"case_manager", "office_holder"})
# Who can be a griffier or secretaris: at the desk, among those who decide, or with a task. Who deputises from outside
# the desk steps in only when asked.
_STAFF_OF_THE_BOARD = frozenset({Role.CASE_MANAGER, Role.COORDINATOR, Role.DECIDER, Role.TASK_OWNER})
# Which members a role of the plan is for: their role here, and words of their function when several share it.
# Whoever has one of `_AS_THEY_ARE` is meant by that role alone.
_AS_THEY_ARE: dict[str, Role] = {"front_desk": Role.FRONT_DESK}
_MEANT: dict[str, tuple[frozenset[Role], tuple[str, ...]]] = {
    "coordinator": (frozenset({Role.COORDINATOR}), ()),
    "carer": (frozenset({Role.CARER}), ()),
    "clerk": (_STAFF_OF_THE_BOARD, ("griffier", "bestuursadviseur")),
    "secretary": (_STAFF_OF_THE_BOARD, ("secretaris",)),
    "chair": (frozenset({Role.DECIDER}), ("burgemeester", "commissaris", "dijkgraaf", "watergraaf", "voorzitter")),
    "party_group_leader": (frozenset({Role.TASK_OWNER}), ("fractie",)),
    "line_manager": (frozenset({Role.TASK_OWNER}), ("leidinggevende", "manager", "hoofd", "teamleider")),
    "communication": (frozenset({Role.TASK_OWNER}), ("communicatie", "woordvoerder")),
    "front_desk": (frozenset({Role.TASK_OWNER}), ("balie", "bode", "beveilig", "receptie")),
    "police_liaison": (frozenset({Role.TASK_OWNER}), ("politie", "wijkagent", "veiligheid")),
}
# Principle 2 of the design: police and manager hear nothing without recorded consent for that step. Care is offered,
# and a refusal is respected.
_NEEDS = {
    "police_liaison": Step.POLICE,
    "line_manager": Step.MANAGER,
    "party_group_leader": Step.MANAGER,
    "clerk": Step.MANAGER,
    "secretary": Step.MANAGER,
    "carer": Step.CARER,
}


def suggested_owners(case: Case) -> dict[str, list[Membership]]:
    """For each role of the plan the members for whom it is meant, but for those who must not know."""
    out = barred_from(case)
    handlers = [row.membership for row in handlers_of(case)]
    found: dict[str, list[Membership]] = dict.fromkeys(_HANDLERS, handlers)
    for role, meant in meant_in(case.organisation_id).items():
        found[role] = [one for one in meant if one.pk not in out]
    return found


def meant_in(organisation: UUID) -> dict[str, list[Membership]]:
    """For each role of a plan the members of this organisation for whom it is meant, whatever the case."""
    found = {}
    for role, (held, words) in _MEANT.items():
        meant = members(organisation, held)
        named = [one for one in meant if not words or any(word in one.title.casefold() for word in words)]
        itself = list(members(organisation, {_AS_THEY_ARE[role]})) if role in _AS_THEY_ARE else []
        found[role] = [*itself, *(one for one in named if one not in itself)]
    return found


def everybody(case: Case) -> list[Membership]:
    """Every member who may get a task of this case, to choose from."""
    out = barred_from(case)
    return [one for one in members(case.organisation_id, _WORKERS) if one.pk not in out]


def must_fit(case: Case, role: str, to: Membership) -> None:
    """Raises `CannotOwn`, `ConfirmFirst` or `AskFirst` when `to` may not have a task in this role of the plan."""
    roles = roles_of(to)
    works_here = to.organisation_id == case.organisation_id and to.left_on is None and roles & _WORKERS
    if not works_here or to.pk in barred_from(case):
        raise CannotOwn("Deze persoon kan deze taak niet krijgen.")
    if roles & READERS:
        return
    if not may_leave_desk(case):
        raise ConfirmFirst("Er gaat nog niets naar anderen: de betrokkene moet de tekst eerst bevestigen.")
    if missing_consent(case, role):
        raise AskFirst("De betrokkene heeft hier nog geen toestemming voor gegeven. Vraag die eerst.")


def missing_consent(case: Case, role: str) -> Step | None:
    """The step to which somebody of this case did not agree, or nothing when the task may go."""
    step = _NEEDS.get(role)
    if step is None:
        return None
    running = running_reports(case)
    return None if running and all(consent_stands(report, step) for report in running) else step


def fitting(case: Case, roles: Collection[str]) -> dict[str, Membership]:
    """The owner of each role that needs no choice: exactly one member is meant, and the task may go to them."""
    found = {}
    suggested = suggested_owners(case)
    for role in roles:
        meant = suggested.get(role, [])
        if meant and (len(meant) == 1 or role in _HANDLERS) and _fits(case, role, meant[0]):
            found[role] = meant[0]
    return found


def _fits(case: Case, role: str, to: Membership) -> bool:
    try:
        must_fit(case, role, to)
    except Refused:
        return False
    return True
