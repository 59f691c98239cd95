"""An organisation's own words for a shipped letter: other sentences, and never fewer parts."""

from collections.abc import Mapping

import msgspec

from rugdekking.content.reading import in_dutch
from rugdekking.content.schema import Letter
from rugdekking.kernel.refusal import Refused


class FaultyWording(Refused):
    """With these words the letter would miss a part, or name one that nobody fills in."""


class Words(msgspec.Struct, frozen=True):
    """The subject, and the text of each paragraph by its code. What stands in neither is as it was shipped."""

    subject: str
    paragraphs: Mapping[str, str]


def in_own_words(shipped: Letter, words: Words) -> Letter:
    """The letter with these words in it.

    A paragraph that a newer shipped letter brings stands there as shipped; one that it dropped is gone. Raises
    `FaultyWording` when a slot went lost that such a letter needs, or one stands there that nobody knows.
    """
    paragraphs = [
        {**msgspec.to_builtins(one), "text": words.paragraphs.get(one.code, one.text)} for one in shipped.paragraphs
    ]
    try:
        return msgspec.convert(
            {**msgspec.to_builtins(shipped), "subject": words.subject, "paragraphs": paragraphs}, type=Letter
        )
    except msgspec.ValidationError as fault:
        raise FaultyWording(f"{_sentence(str(fault))}.") from fault


def _sentence(fault: str) -> str:
    told = in_dutch(fault.partition(" - at ")[0])
    return told[:1].upper() + told[1:]
