"""To which steps the person concerned must have agreed: police and managers hear nothing without (principle 2)."""

from collections.abc import Iterator, Mapping

from rugdekking.cases import queries as cases
from rugdekking.cases.models import Case
from rugdekking.content.schema import Addressee, Decider
from rugdekking.kernel.refusal import Refused
from rugdekking.reports.choices import Step
from rugdekking.reports.queries import consent_stands

# A stopgesprek is asked of the police, a removal of the platform: so the request itself tells them.
_OF_MEASURES: Mapping[str, Step] = {"stop_talk": Step.POLICE, "takedown_request": Step.PLATFORM}
_OF_READERS: Mapping[Addressee, Step] = {Addressee.POLICE: Step.POLICE, Addressee.PLATFORM: Step.PLATFORM}
_READERS: Mapping[Addressee, str] = {Addressee.POLICE: "de politie", Addressee.PLATFORM: "het platform"}
_OF_DECIDERS: Mapping[Decider, Step] = {Decider.LINE_MANAGER: Step.MANAGER}


class AskFirst(Refused):
    """The person concerned did not agree to this step."""


def missing_consents(case: Case, *, code: str, mandate: Decider) -> list[Step]:
    """The steps to which not everybody concerned agreed, before this answer may go to who decides by `mandate`."""
    return [step for step in _needed(code, mandate) if not _all_agreed(case, step)]


def must_agree(case: Case, *, code: str, mandate: Decider) -> None:
    """Raises `AskFirst` while somebody concerned did not agree, or took their consent back."""
    if missing_consents(case, code=code, mandate=mandate):
        raise AskFirst("De betrokkene heeft hier geen toestemming voor gegeven. Vraag die eerst.")


def reader_must_be_agreed(case: Case, *, to: Addressee) -> None:
    """Raises `AskFirst` for a letter outside while somebody concerned did not agree that its reader hears of it."""
    step = _OF_READERS.get(to)
    if step is not None and not _all_agreed(case, step):
        raise AskFirst(
            f"De betrokkene heeft er geen toestemming voor gegeven dat {_READERS[to]} dit hoort. Vraag die eerst."
        )


def _all_agreed(case: Case, step: Step) -> bool:
    """Nobody agrees on behalf of who withdrew: without a report that goes on, nobody agreed."""
    running = cases.running_reports(case)
    return bool(running) and all(consent_stands(report, step) for report in running)


def _needed(code: str, mandate: Decider) -> Iterator[Step]:
    if code in _OF_MEASURES:
        yield _OF_MEASURES[code]
    if mandate in _OF_DECIDERS:
        yield _OF_DECIDERS[mandate]
