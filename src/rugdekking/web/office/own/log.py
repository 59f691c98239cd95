"""The logbook, for the auditor: what was done and who looked, without a word of what it was about."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from rugdekking.audit.actor import ActorKind
from rugdekking.audit.models import Entry
from rugdekking.audit.operations import signing_key
from rugdekking.audit.queries import counted, entries
from rugdekking.audit.verify import verify_log
from rugdekking.keys.queries import hidden_from
from rugdekking.organisations.queries import names_of
from rugdekking.organisations.roles import Role
from rugdekking.web.access import Visit, office
from rugdekking.web.office.actions import SAID, said
from rugdekking.web.office.asking import at
from rugdekking.web.office.fields import a_day
from rugdekking.web.office.page import show
from rugdekking.web.ui.parts import Chip, Column
from rugdekking.web.ui.wording import day

COLUMNS = [Column("Moment"), Column("Wat"), Column("Wie"), Column("Rol"), Column("Kenmerk")]
BY_WORDS = sorted(SAID.items(), key=lambda one: one[1])


class FilterForm(forms.Form):
    dag = a_day("Dag")
    wat = forms.ChoiceField(label="Wat", required=False, choices=[("", "Alles"), *BY_WORDS])


@require_safe
@office(Role.AUDITOR)
def overview(request: HttpRequest, visit: Visit) -> HttpResponse:
    form = FilterForm(request.GET or None)
    chosen: Mapping[str, Any] = form.cleaned_data if form.is_valid() else {}
    on: date | None = chosen.get("dag")
    action: str = chosen.get("wat", "")
    page = entries(
        visit.membership.organisation_id,
        on=on,
        action=action,
        hidden=hidden_from(visit.membership),
        after=request.GET.get("na", ""),
    )
    here = at(visit, "audit")
    kept = {"dag": on.isoformat() if on else "", "wat": action}
    context = {
        "form": form,
        "columns": COLUMNS,
        "rows": _rows(page.entries),
        "older": _address(here, {**kept, "na": page.next}) if page.next else "",
        "filters": _chips(here, on, action),
        "verify": at(visit, "audit-verify"),
    }
    return show(request, visit, "office/own/log.html", context)


@require_safe
@office(Role.AUDITOR)
def verify(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Walks through the whole log and checks every link and signature, as `verify-audit` does.

    It counts only the lines that this auditor may know of.
    """
    organisation = visit.membership.organisation_id
    outcome = verify_log(signing_key().signing_public, organisation=organisation)
    lines = counted(organisation, hidden=hidden_from(visit.membership))
    context = {"outcome": outcome, "lines": lines, "log": at(visit, "audit")}
    return show(request, visit, "office/own/log_verified.html", context)


def _rows(found: list[Entry]) -> list[dict[str, Any]]:
    names = names_of({row.actor for row in found if row.actor_kind == ActorKind.MEMBER and row.actor})
    roles = {role.value: role.label for role in Role}
    return [
        {
            "at": row.at,
            "what": said(row.action),
            "who": names.get(row.actor) if row.actor in names else row.get_actor_kind_display(),
            "role": roles.get(row.role, ""),
            "subject": str(row.subject)[:8],
        }
        for row in found
    ]


def _chips(here: str, on: date | None, action: str) -> list[Chip]:
    chips = []
    if on is not None:
        chips.append(Chip(day(on), _address(here, {"wat": action})))
    if action:
        chips.append(Chip(said(action), _address(here, {"dag": on.isoformat() if on else ""})))
    return chips


def _address(here: str, kept: Mapping[str, str]) -> str:
    filled = {name: value for name, value in kept.items() if value}
    return f"{here}?{urlencode(filled)}" if filled else here
