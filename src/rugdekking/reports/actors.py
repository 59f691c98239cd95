"""Who acts, from the ring with which they open things."""

from rugdekking.audit.actor import Actor, member, reporter
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.keys.rings import Ring, StaffRing
from rugdekking.organisations.queries import roles_of
from rugdekking.organisations.roles import Role
from rugdekking.reports.choices import Part, Writer
from rugdekking.reports.models import CodeHolder, Report
from rugdekking.reports.queries import owner_of


class NotYours(Refused):
    """Only the person whose report it is decides this."""


def actor_of(ring: Ring) -> Actor:
    """The actor behind `ring`: a member in the role in which they open reports, or a holder of a code."""
    if not isinstance(ring, StaffRing):
        return reporter(ring.holder)
    held = roles_of(ring.membership)
    role = next((role for role in Role if role in held), "")
    return member(ring.membership.pk, str(role))


def holder_of(ring: Ring) -> CodeHolder | None:
    """The holder of a code behind `ring`; none when it is a member's. Raises `JustChanged` when the report went."""
    if isinstance(ring, StaffRing):
        return None
    holder = CodeHolder.objects.filter(pk=ring.holder).first()
    if holder is None:
        raise JustChanged("Deze melding is vernietigd.")
    return holder


def writer_of(holder: CodeHolder | None) -> Writer:
    """As whom somebody writes: by the part in which they hold a code, and without one as the desk."""
    if holder is None:
        return Writer.DESK
    return Writer.CONCERNED if holder.part == Part.CONCERNED else Writer.REPORTER


def must_own(report: Report, ring: Ring) -> CodeHolder:
    """The holder whose report it is. Raises `NotYours` when `ring` is anybody else's."""
    owner = owner_of(report)
    if owner is None or owner.pk != ring.holder:
        raise NotYours("Alleen de persoon om wie het gaat, kan dit doen.")
    return owner
