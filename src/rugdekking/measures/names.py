"""Whether a person concerned may be a certain member. Doubt says yes, because doubt excludes."""

import re
import unicodedata

from rugdekking.organisations.models import Membership

_NO_NAMES = frozenset(
    {"de", "den", "der", "het", "van", "te", "ten", "ter", "mevrouw", "meneer", "heer", "dhr", "mw"}
)


def may_be(membership: Membership, name: str) -> bool:
    """Whether the person whom the desk calls `name` may be this member.

    So when the last word is the same, when one name lies whole inside the other, or when the name is a function
    that the member has: "B. de Vries" may be Bas de Vries, and "de burgemeester" the burgemeester. A shared first
    name says nothing. An empty name is nobody.
    """
    written = _words(name)
    known = _words(membership.person.name)
    if not written:
        return False
    inside = set(written) <= set(known) or (bool(known) and set(known) <= set(written))
    return inside or written[-1:] == known[-1:] or set(written) <= set(_words(membership.title))


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [word for word in re.findall(r"[^\W_]+", letters) if word not in _NO_NAMES]
