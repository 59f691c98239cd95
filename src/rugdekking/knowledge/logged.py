"""What became of a page, in the log of its organisation."""

from datetime import datetime

from wagtail.models import Page

from rugdekking.audit import operations as audit
from rugdekking.audit.actor import SYSTEM, member
from rugdekking.knowledge.models.page import home_around
from rugdekking.organisations.models import Membership
from rugdekking.organisations.roles import Role
from rugdekking.people.models import Person


def record(action: str, page: Page, *, by: Person | None, at: datetime) -> None:
    """Write that editor `by`, or the clock, did `action`. A national page comes with the program: it is in no log."""
    home = home_around(page)
    if home is None or home.organisation is None:
        return
    actor = SYSTEM
    if by is not None:
        membership = Membership.objects.get(person=by, organisation=home.organisation, left_on=None)
        actor = member(membership.pk, Role.EDITOR)
    audit.record(action, organisation=home.organisation.pk, subject=page.translation_key, by=actor, at=at)
