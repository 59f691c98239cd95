"""Whether what was recorded of the event is a reason to write somebody down, and to recognise them later."""

from datetime import date

from rugdekking.cases import queries as cases
from rugdekking.cases.models import Case
from rugdekking.content.schema import Perpetrator as Kind
from rugdekking.kernel.refusal import Refused
from rugdekking.kernel.time import add_months
from rugdekking.keys.rings import StaffRing
from rugdekking.protocols.evaluation import crosses_the_norm
from rugdekking.protocols.queries import followed


class NothingToRecord(Refused):
    """What was recorded about the event gives no reason to write down who did it."""


class OtherRoute(Refused):
    """A colleague is no perpetrator from outside: that goes along the rules for integrity."""


def weighed(case: Case, *, ring: StaffRing, on: date) -> tuple[Kind, date]:
    """Of what kind the facts say that the perpetrator is, and until when a record made on this day is kept."""
    recorded = cases.facts(case, ring)
    if recorded is None or case.protocol_version is None:
        raise NothingToRecord("Leg eerst de feiten vast. Een gevoel alleen is geen reden om iemand vast te leggen.")
    protocol = followed(case.organisation_id, case.protocol, case.protocol_version)
    if not crosses_the_norm(protocol, recorded.categories):
        raise NothingToRecord("Op emotie, kritiek en protest legt de organisatie niemand vast.")
    if recorded.perpetrator is Kind.COLLEAGUE:
        raise OtherRoute("Dit was een collega. Daarvoor gelden de regels voor integriteit: leg hier niemand vast.")
    if recorded.perpetrator in {Kind.UNKNOWN, Kind.GROUP}:
        raise NothingToRecord("Bij de feiten staat dat het een groep was, of dat niemand weet wie het deed.")
    return recorded.perpetrator, add_months(on, protocol.repetition_window_months)


def may_be_recognised(case: Case, *, ring: StaffRing, on: date) -> bool:
    """Whether somebody of this case may be known again: not who is under 18, and nobody whom the facts as they are
    now give no reason to write down."""
    try:
        kind, _ = weighed(case, ring=ring, on=on)
    except Refused:
        return False
    return kind is not Kind.MINOR
