"""To which steps the person of a file must have agreed before it leaves the desk (design, principle 2)."""

from rugdekking.cases import queries as cases
from rugdekking.cases.owning import owner_report
from rugdekking.kernel.refusal import Refused
from rugdekking.police.models import Dossier
from rugdekking.reports.choices import Step
from rugdekking.reports.queries import consent_stands


class AskFirst(Refused):
    """The person concerned did not agree to this step."""


def has_agreed(dossier: Dossier, step: Step) -> bool:
    """Whether the person of this file agreed. For somebody who did not report, everybody who did has to."""
    own = owner_report(dossier.person)
    asked = [own] if own is not None else cases.running_reports(dossier.case)
    return bool(asked) and all(consent_stands(report, step) for report in asked)


def must_have_agreed(dossier: Dossier, step: Step) -> None:
    """Raises `AskFirst` while the person did not agree, or took it back."""
    if not has_agreed(dossier, step):
        raise AskFirst(f"De betrokkene heeft hier geen toestemming voor gegeven: {step.label}. Vraag die eerst.")
