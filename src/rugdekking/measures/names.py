"""Whether a person concerned may be a certain member. Doubt says yes, because doubt excludes."""

from rugdekking.organisations.models import Membership
from rugdekking.perpetrators.terms import words


def may_be(membership: Membership, name: str) -> bool:
    """Whether the person whom the desk calls `name` may be this member.

    So when the last word is the same, when one name lies whole inside the other, or when the name is a function
    that the member has: "B. de Vries" may be Bas de Vries, and "de burgemeester" the burgemeester. A shared first
    name says nothing. An empty name is nobody.
    """
    written = words(name)
    known = words(membership.person.name)
    if not written:
        return False
    inside = set(written) <= set(known) or (bool(known) and set(known) <= set(written))
    return inside or written[-1:] == known[-1:] or set(written) <= set(words(membership.title))
