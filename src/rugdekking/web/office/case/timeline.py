"""Everything that happened in a case, the newest first: what each part tells, in one list."""

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from rugdekking.aftercare.queries import open_feedback, open_referrals, open_tracks, tracks_in
from rugdekking.audit.queries import history
from rugdekking.cases.models import Case
from rugdekking.cases.queries import Moment, timeline
from rugdekking.keys.rings import StaffRing
from rugdekking.measures.queries import answers_in, measure_of
from rugdekking.organisations.queries import names_of
from rugdekking.perpetrators.queries import in_case
from rugdekking.plans import queries as plans
from rugdekking.police.queries import dossiers_of
from rugdekking.web.access import Visit
from rugdekking.web.office.actions import said
from rugdekking.web.office.case.frame import of_case, show_case
from rugdekking.web.ui.parts import Event

# Looks are for the reporter and the auditor, and that a carer wrote something down is theirs alone.
CARERS_OWN = (".looked", ".noted")


@require_safe
@of_case
def overview(request: HttpRequest, visit: Visit, case: Case) -> HttpResponse:
    moments = [*timeline(case, visit.ring), *plans.timeline(case, visit.ring), *_answers_and_care(case, visit.ring)]
    newest_first = sorted(moments, key=lambda moment: moment.in_order, reverse=True)
    events = [Event(said(one.what), one.at, one.who, one.text, by_hour=one.place is not None) for one in newest_first]
    return show_case(request, visit, case, "office/case/timeline.html", {"events": events})


def _answers_and_care(case: Case, ring: StaffRing) -> Iterator[Moment]:
    about: dict[UUID, str] = {row.pk: measure_of(row).label for row in answers_in(case)}
    about |= {one.row.pk: one.known.name for one in in_case(case, ring)}
    about |= {one.row.pk: one.whom.name for one in open_tracks(tracks_in(case), ring)}
    about |= {one.row.pk: one.contact for one in open_referrals(case, ring)}
    about |= {one.row.pk: one.text for one in open_feedback(case, ring)}
    about |= dict.fromkeys((one.pk for one in dossiers_of(case)), "")
    rows = [row for row in history(list(about)) if not row.action.endswith(CARERS_OWN)]
    names = names_of({row.actor for row in rows if row.actor})
    for row in rows:
        who = names.get(row.actor, "") if row.actor else ""
        yield Moment(row.at, row.action, who, about[row.subject], row.subject)
