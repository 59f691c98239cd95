"""Who has the mandate to decide, by title: pure rules.

A protocol names a kind of decider, content names the title that this kind of organisation uses for it. Who gives
a mandate stays competent (Algemene wet bestuursrecht, article 10:7), so when nobody with the title may decide, the
request goes up, never down.
"""

from collections.abc import Iterator, Mapping

from rugdekking.content.schema import Decider, Offices

HIGHER: Mapping[Decider, tuple[Decider, ...]] = {
    Decider.CASE_MANAGER: (),
    Decider.LINE_MANAGER: (Decider.SECRETARY, Decider.CHAIR),
    Decider.CLERK: (Decider.CHAIR,),
    Decider.SECRETARY: (Decider.CHAIR,),
    Decider.EXECUTIVE: (Decider.CHAIR,),
    Decider.PRESIDIUM: (Decider.CHAIR,),
    Decider.CHAIR: (),
}
# A shorter word than "griffier" says too little to be a title by itself.
_SHORTEST_TITLE = 8


def steps_up(decider: Decider) -> Iterator[Decider]:
    """`decider`, and then who may decide in the place of that one, nearest first."""
    yield decider
    yield from HIGHER[decider]


def has_title(held: str, *, decider: Decider, offices: Offices) -> bool:
    """Whether a member with the function `held` bears the title that belongs to `decider`.

    "Waarnemend burgemeester" is a burgemeester and "secretaris" a gemeentesecretaris. "Dijkgraaf of watergraaf"
    in content means either.
    """
    words = held.lower()
    return any(_is_title(words, title.strip()) for title in offices.titles[decider].lower().split(" of "))


def _is_title(held: str, title: str) -> bool:
    if title in held:
        return True
    return " " not in title and any(len(word) >= _SHORTEST_TITLE and word in title for word in held.split())
