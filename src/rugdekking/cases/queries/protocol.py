"""Which protocol a case follows."""

from datetime import date

from rugdekking.cases.models import Case
from rugdekking.content.schema import Protocol
from rugdekking.protocols.queries import current, followed


def protocol_of(case: Case, *, on: date) -> Protocol:
    """The version that the case follows, or the one that it follows when its facts are recorded on this day."""
    if case.protocol_version is None:
        return current(case.organisation, on=on)
    return followed(case.organisation_id, case.protocol, case.protocol_version)
