"""Which shipped route belongs to which sheet, and what of it this person has before them."""

from rugdekking.content.queries import latest, version
from rugdekking.content.schema import Contacts, Route, RouteStep, Security, Subversion
from rugdekking.organisations.models import Organisation
from rugdekking.police.models import Dossier, Part
from rugdekking.police.writing import Followed


def shipped_route(part: Part, organisation: Organisation) -> Route:
    """The route as it is shipped now: whom to call depends on the kind of organisation."""
    if part == Part.DANGER:
        return latest(Contacts, organisation.kind)
    return latest(Security, "home") if part == Part.SECURITY else latest(Subversion, "route")


def route_in(part: Part, organisation: Organisation, number: int) -> Route:
    """The route in the version that somebody began with."""
    if part == Part.DANGER:
        return version(Contacts, organisation.kind, number)
    return version(Security, "home", number) if part == Part.SECURITY else version(Subversion, "route", number)


def to_call(organisation: Organisation, office: str) -> tuple[RouteStep, ...]:
    """Whom to call, in order, when the life of somebody with this office is threatened."""
    return shipped_route(Part.DANGER, organisation).for_office(office)


def steps_of(dossier: Dossier, part: Part, followed: Followed) -> tuple[RouteStep, ...]:
    """The steps of this route for this person, in order."""
    return route_in(part, dossier.organisation, followed.version).for_office(followed.office)
