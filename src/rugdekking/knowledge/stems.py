"""Dutch words brought back to what they have in common: `bedreigingen` and `bedreigd` to `bedreig`."""

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rugdekking.kernel.words import words_of

if TYPE_CHECKING:
    from Stemmer import Stemmer

# Words that stand in every sentence, and so say nothing about what somebody looks for.
PASSING: Final = frozenset(
    words_of(
        """
        aan al alle als altijd ben bij dag dan dat de deze die dit doe doen door een elk elke en er ga gaan gaat
        geen had heb hebben heeft heel het hij hoe hun iedere iemand iets ik in is ja je jij kan kun kunnen kunt
        maar mag me meer men met mij mijn moet moeten na naar nee niet nog nu of om onder ons onze ook op over te
        tegen tot u uit uw van veel voor waar wanneer want waren was wat we wel weer welke werd wie wij wil willen
        word worden wordt zal ze zei zich zij zijn zo zou
        """
    )
)


@lru_cache(maxsize=20_000)
def forms(word: str) -> frozenset[str]:
    """What `word` is found under. Two words are one when they share a form.

    Neither way of stemming is right about all of Dutch (one makes `mel` of `melden`, the other `brief` and `briev`),
    and neither sees that `bedreigd` and `bedreigt` belong to `bedreiging`.
    """
    spellings = [word, word[:-1]] if len(word) > 5 and word[-1] in "dt" else [word]
    return frozenset(way.stemWord(spelling) for way in _ways() for spelling in spellings)


@lru_cache(maxsize=2)
def _ways() -> "tuple[Stemmer, Stemmer]":
    from Stemmer import Stemmer

    return Stemmer("dutch"), Stemmer("dutch_porter")
