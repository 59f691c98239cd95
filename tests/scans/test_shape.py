"""A faulty scan is refused with the place and the reason."""

import pytest
import yaml

from rugdekking.content.reading import FaultyContent, read
from tests.scans.props import SMALL, changed

BANDS = yaml.safe_load(SMALL)["bands"]
NOT_WEIGHED = changed(kind="reflection", bands=[]).replace(
    "code: closed\n", "code: closed\n      reflection: Fijn.\n"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (changed(bands=BANDS[:1]), "de uitslagen (bands) beginnen bij 0"),
        (changed(bands=BANDS[::-1]), "de uitslagen (bands) beginnen bij 0"),
        (changed(kind="reflection"), "heeft geen uitslagen"),
        (changed(kind="reflection", bands=[]), "vraag ‘door’: bij antwoord ‘closed’ ontbreekt ‘reflection’"),
        (NOT_WEIGHED, "bij ‘reflection’ weegt geen antwoord, ook ‘ajar’ niet"),
        (
            SMALL.replace("personal", "organisation"),
            "regel 20 bij thema 1, vraag 1: vraag ‘door’: zeg bij antwoord ‘ajar’ wie het doet (role, weeks)",
        ),
        (changed(kind="test"), "regel 7 bij ‘kind’: ‘test’ is geen geldige keuze"),
        (SMALL.replace("points: 1, advice", "advice"), "bij antwoord ‘ajar’ horen punten en advies bij elkaar"),
        (SMALL.replace("{code: lit, text: Aan}", "{code: dark, text: Aan}"), "antwoord ‘dark’ staat er twee keer"),
        (SMALL.replace("code: lamp", "code: opnieuw"), "een vraag heet niet ‘opnieuw’"),
        (SMALL.replace("code: lamp", "code: steps"), "een vraag heet niet ‘steps’"),
        (SMALL.replace("code: lamp", "code: door"), "vraag ‘door’ staat er twee keer"),
        (
            SMALL.replace("step: Nu.", "step: Nu., link: {text: Hier, to: 'javascript:x'}"),
            "regel 25 bij thema 1, vraag 1, antwoord 2, ‘advice’, ‘link’: een link begint met",
        ),
        (SMALL.replace("minutes: 1", "minute: 1"), "het veld ‘minute’ bestaat niet"),
    ],
)
def test_the_refusal_says_what_is_wrong(text: str, expected: str) -> None:
    with pytest.raises(FaultyContent) as refused:
        read("scans", "x", text)

    assert expected in str(refused.value.reason)
