"""A story while it is told: who acts, and where its report and its case stand now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rugdekking.aftercare import queries as aftercare
from rugdekking.aftercare.models import Track
from rugdekking.cases import queries as cases
from rugdekking.cases.models import Case, PersonConcerned
from rugdekking.cases.owning import owned_by
from rugdekking.clocks.terms import add_working_days
from rugdekking.config.demo.cast import Cast
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import Ring, StaffRing
from rugdekking.measures.models import Answer, Change
from rugdekking.measures.queries import answers_in
from rugdekking.organisations.models import Membership
from rugdekking.plans.models import Task
from rugdekking.plans.queries import tasks_in
from rugdekking.reports.codes import for_concerned
from rugdekking.reports.models import Report
from rugdekking.reports.queries import reports_under
from rugdekking.vault.codes import AccessCode

# Who acts in a step when it is nobody of the desk: who told the story, or the person for whom it was told.
TELLER = "melder"
CONCERNED = "betrokkene"


@dataclass
class Tale:
    """`others` are the tales of the same organisation, by key.

    `code` is the present code of who told it; `own_code` takes its place when the desk made the first one.
    """

    cast: Cast
    code: AccessCode
    own_code: AccessCode
    report_id: UUID
    others: Mapping[str, "Tale"]

    @property
    def report(self) -> Report:
        return Report.objects.select_related("organisation", "desk", "key").get(pk=self.report_id)

    @property
    def case(self) -> Case:
        found = cases.case_of(self.report_id)
        if found is None:
            raise LookupError("Nobody took this report on yet.")
        return found

    def staff(self, by: str) -> StaffRing:
        return self.cast[by]

    def member(self, key: str) -> Membership:
        return self.cast[key].membership

    def ring(self, by: str) -> Ring:
        """The ring of a colleague, or of whoever holds a code to this report."""
        if by not in {TELLER, CONCERNED}:
            return self.staff(by)
        code = for_concerned(self.code) if by == CONCERNED else self.code
        found = reports_under(self.cast.desk.organisation_id, code)
        return next(mine.ring for mine in found if mine.report.pk == self.report_id)

    def person(self, name: str, ring: Ring) -> PersonConcerned:
        """The person of this name in the case; without a name the one to whom this report belongs."""
        if not name:
            return owned_by(self.report)[0]
        return next(one.person for one in cases.people(self.case, ring) if one.name == name)

    def track(self, name: str, ring: Ring) -> Track:
        """The support of the person of this name; without a name of the one to whom this report belongs."""
        tracks = aftercare.tracks_in(self.case)
        if not name:
            own = owned_by(self.report)[0]
            return next(track for track in tracks if track.person_id == own.pk)
        return next(one.row for one in aftercare.open_tracks(tracks, ring) if one.whom.name == name)

    def answer(self, code: str) -> Answer:
        """The answer with this code that was put last."""
        return [one for one in answers_in(self.case) if one.code == code][-1]

    def change(self, code: str) -> Change:
        """The change that was asked last of the answer with this code."""
        rows = Change.objects.filter(answer=self.answer(code)).select_related("answer__case")
        return rows.order_by("-put_on", "pk")[0]

    def tasks(self) -> dict[str, Task]:
        """The tasks of the case by their code; those that somebody wrote have none."""
        return {task.code: task for task in tasks_in(self.case) if task.code}


def in_working_days(amount: int, *, at: datetime) -> date:
    return add_working_days(day_of(at), amount)
