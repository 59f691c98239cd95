"""A letter in invented words."""

from datetime import date
from typing import Any

from rugdekking.rendering.letters import Block, Letter

BEHAVIOUR = "U zei aan de balie: ‘ik weet je te vinden’."


def letter(**other: Any) -> Letter:  # noqa: ANN401  (whatever a letter holds)
    given: dict[str, Any] = {
        "sender": "Gemeente Waterlaar\nMeld- en steunpunt",
        "recipient": "De heer J. de Boer\nDorpsstraat 1\n1234 AB Waterlaar",
        "particulars": (("Datum", "10 maart 2026"), ("Kenmerk", "7K2P-93XQ")),
        "title": "Waarschuwing over uw gedrag",
        "salutation": "Geachte heer De Boer,",
        "blocks": (Block("Wat er gebeurde", BEHAVIOUR), Block("", "Dat kan niet.\n\nBel ons\nof mail ons.")),
        "closing": "Met vriendelijke groet,",
        "signature": "B. de Vries\nburgemeester",
        "day": date(2026, 3, 10),
        **other,
    }
    return Letter(**given)
