"""Whose consents stand in a report: the person concerned, or who told it when that is the same person."""

from rugdekking.cases.models import PersonConcerned, PersonKind
from rugdekking.reports.models import Report


def owned_by(report: Report) -> list[PersonConcerned]:
    """The person of this report whose consents stand in it; empty before the report is in a case."""
    people = list(PersonConcerned.objects.filter(report=report).order_by("added_on", "pk"))
    concerned = [person for person in people if person.kind == PersonKind.CONCERNED]
    return (concerned or people)[:1]


def owner_report(person: PersonConcerned) -> Report | None:
    """The report in which this person's consents stand; none for somebody who only the case knows."""
    if person.report is None or person.pk not in {one.pk for one in owned_by(person.report)}:
        return None
    return person.report
