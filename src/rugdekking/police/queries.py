"""Which police files a case has, and what stands in them."""

from dataclasses import dataclass
from typing import Generic
from uuid import UUID

from django.db.models import QuerySet

from rugdekking.cases.models import Case, PersonConcerned
from rugdekking.cases.owning import owned_by
from rugdekking.keys.rings import Ring
from rugdekking.police.models import Dossier, Filing, News, Part, Sheet
from rugdekking.police.sealing import W, unseal
from rugdekking.police.sheets import Account
from rugdekking.police.status import State as DossierState
from rugdekking.reports.models import Report
from rugdekking.reports.status import State as ReportState

_GONE = (ReportState.WITHDRAWN, ReportState.DESTROYED)


@dataclass(frozen=True, slots=True)
class OpenSheet(Generic[W]):
    """One version of a sheet, opened. `row.written_by` is none when the person concerned wrote it."""

    row: Sheet
    written: W


@dataclass(frozen=True, slots=True)
class OpenFiling:
    """What went to the police once, opened."""

    row: Filing
    account: str


def dossiers_of(case: Case) -> list[Dossier]:
    """The police files of a case, the first opened first, but of nobody who withdrew their report.

    What stands in them stays sealed.
    """
    rows = Dossier.objects.exclude(person__report__state__in=_GONE).filter(case=case)
    return list(_whole(rows).order_by("opened_on", "pk"))


def open_in(case: Case) -> list[Dossier]:
    """The police files of a case that did not end."""
    return [one for one in dossiers_of(case) if one.state != DossierState.ENDED]


def dossier_in(case: Case, dossier: UUID) -> Dossier | None:
    """One police file of this case."""
    return next((one for one in dossiers_of(case) if one.pk == dossier), None)


def dossier_of(report: Report) -> Dossier | None:
    """The police file of the person whose report this is, for their own page."""
    return _whole(Dossier.objects.filter(person__in=owned_by(report))).first()


def without_dossier(case: Case) -> list[PersonConcerned]:
    """The people of a case for whom no police file was opened."""
    people = PersonConcerned.objects.exclude(report__state__in=_GONE).filter(case=case)
    known = Dossier.objects.filter(case=case).values("person")
    return list(people.exclude(pk__in=known).order_by("added_on", "kind", "pk"))


def sheets(dossier: Dossier, part: Part, shape: type[W], *, ring: Ring) -> list[OpenSheet[W]]:
    """Every version of a sheet, the newest first."""
    rows = Sheet.objects.filter(dossier=dossier, part=part).select_related("written_by__person")
    secret = ring.open(dossier.key_id)
    return [OpenSheet(row, unseal(row, "sealed", shape, with_=secret)) for row in rows.order_by("-version")]


def sheet(dossier: Dossier, part: Part, shape: type[W], *, ring: Ring) -> W | None:
    """What a sheet says now; nothing before somebody wrote it."""
    found = sheets(dossier, part, shape, ring=ring)
    return found[0].written if found else None


def filings_of(dossier: Dossier, *, ring: Ring) -> list[OpenFiling]:
    """What went to the police, the first first."""
    rows = Filing.objects.filter(dossier=dossier).select_related("written_by__person", "dossier__case")
    secret = ring.open(dossier.key_id)
    listed = rows.order_by("filed_on", "pk")
    return [OpenFiling(row, unseal(row, "sealed", Account, with_=secret).text) for row in listed]


def at_the_police(dossier: Dossier) -> bool:
    """Whether something went there, or came from there: before that nobody can have promised anything."""
    return any(rows.filter(dossier=dossier).exists() for rows in (Filing.objects, News.objects))


def _whole(rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
    return rows.select_related(
        "case__desk", "case__key", "case__organisation", "key", "person__report", "organisation"
    )
