"""What a case is made of."""

from rugdekking.cases.models.case import Case, Outcome
from rugdekking.cases.models.people import CaseReport, Handler, PersonConcerned, PersonKind
from rugdekking.cases.models.writing import Facts, Note, Promise, Visibility

__all__ = [
    "Case",
    "CaseReport",
    "Facts",
    "Handler",
    "Note",
    "Outcome",
    "PersonConcerned",
    "PersonKind",
    "Promise",
    "Visibility",
]
