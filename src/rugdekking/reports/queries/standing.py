"""Who can read a report, who looked, who must not know, and what may be done with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from rugdekking.audit.queries import Look, looked_by
from rugdekking.audit.queries import looks as audit_looks
from rugdekking.clocks.operations import Subject
from rugdekking.clocks.queries import all_for
from rugdekking.clocks.status import SubjectKind
from rugdekking.keys.models import Bar
from rugdekking.keys.queries import barred_members, desk_readers
from rugdekking.keys.queries import holders_of as holders_of_key
from rugdekking.organisations.models import Membership
from rugdekking.organisations.queries import members
from rugdekking.reports.choices import Answer, Step
from rugdekking.reports.models import CodeHolder, Consent, Rating, Report


def looks(report: Report, *, also: Iterable[UUID] = ()) -> list[Look]:
    """In which role somebody looked and on which day. `also`: what else belongs to it, such as its case."""
    return audit_looks([report.pk, *also])


def holders_of(report: Report) -> list[CodeHolder]:
    return list(CodeHolder.objects.filter(report=report).order_by("part"))


def owner_of(report: Report) -> CodeHolder | None:
    """Whose report it is: the person concerned when somebody else told it, else the one who told it."""
    return CodeHolder.objects.filter(report=report).order_by("part").first()


@dataclass(frozen=True, slots=True)
class KeptOut:
    """Somebody who must not know, by function; `had_opened`: whether they opened the report before."""

    title: str
    had_opened: bool


def kept_out(report: Report, *, also: Iterable[UUID] = ()) -> list[KeptOut]:
    """Who was kept out by name. For the reporter, who should know what such a person had read already."""
    rows = Bar.objects.filter(subject=report.pk, membership__isnull=False).select_related("membership")
    subjects = [report.pk, *also]
    return [
        KeptOut(row.membership.title, had_opened=looked_by(row.membership.pk, subjects))
        for row in rows.order_by("membership__title", "pk")
        if row.membership is not None
    ]


def readers(report: Report) -> list[Membership]:
    """The members of the desk who can open the report now, by function."""
    if report.key_id is None:
        return []
    direct = members(report.organisation_id).filter(pk__in=holders_of_key(report.key_id))
    barred = barred_members([report.pk], organisation=report.organisation_id)
    found = list(direct) if report.person_by_person else desk_readers(report.desk)
    return [one for one in found if one.pk not in barred]


def may_be_let_in(report: Report) -> list[Membership]:
    """Members of the desk who cannot open the report now but could be let in by its reporter."""
    if report.key_id is None or not report.person_by_person:
        return []
    present = {one.pk for one in readers(report)}
    barred = barred_members([report.pk], organisation=report.organisation_id)
    return [one for one in desk_readers(report.desk) if one.pk not in present | barred]


def confirmed(report: Report) -> bool:
    """Whether anything of this report may leave the desk: its person told or confirmed it themselves."""
    return not report.awaits_confirmation


def consent_stands(report: Report, step: Step) -> bool:
    """Whether this step may be taken: consent was given, and the text is the person's own."""
    given = Consent.objects.filter(report=report, step=step, state=Answer.GIVEN)
    return confirmed(report) and given.exists()


def clock_subject(report: Report) -> Subject:
    """What a clock of this report is about: its case too, when an earlier clock tells that it has one."""
    earlier = all_for([report.pk]).get(report.pk, [])
    return Subject(SubjectKind.REPORT, report.pk, file=earlier[-1].file if earlier else None)


def rating_of(report: Report, holder: CodeHolder) -> Rating | None:
    """What this person said about the present closing, if anything."""
    if report.closed_on is None:
        return None
    return Rating.objects.filter(report=report, holder=holder, closed_on=report.closed_on).first()
