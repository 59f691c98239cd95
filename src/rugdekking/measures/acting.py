"""In which role a member acts, for the log."""

from rugdekking.audit.actor import Actor, member
from rugdekking.keys.rings import StaffRing
from rugdekking.organisations.roles import Role


def as_decider(ring: StaffRing) -> Actor:
    """The member of this ring as a decider, whatever other roles they have."""
    return member(ring.membership.pk, Role.DECIDER)
