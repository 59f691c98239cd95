"""Looking for help: by words and choices, and by the sentence "Wat kan ik doen als …".

What somebody looks for is theirs: it is counted nowhere, and stands in no log and no title.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from rugdekking.content.queries import everything
from rugdekking.content.schema import Synonyms
from rugdekking.content.schema.plan import Phase
from rugdekking.content.schema.toolkit import AUDIENCES, PHASES, THEMES, PageKind, Theme
from rugdekking.knowledge.finding import Entry, Facet, Found, Wanted, find
from rugdekking.web.help.answers import drawn, for_everybody
from rugdekking.web.help.entries import entries_at, lines
from rugdekking.web.kept import the_same_for_everybody
from rugdekking.web.public.places import Place, place_at

ON_A_PAGE: Final = 12
LONGEST: Final = 100
WORDS, PAGE = "q", "p"
CHOICES: Final[Mapping[Facet, Mapping[str, str]]] = {
    Facet.AUDIENCE: {code.value: name for code, name in AUDIENCES.items()},
    Facet.PHASE: {code.value: name for code, name in PHASES.items()},
    Facet.THEME: {code.value: name for code, name in THEMES.items()},
}
QUESTIONS: Final = {Facet.AUDIENCE: "Voor wie?", Facet.PHASE: "Voor welk moment?", Facet.THEME: "Welk onderwerp?"}


class FindForm(forms.Form):
    """What was typed and chosen, with behind each choice how many pages it would give."""

    q = forms.CharField(
        label="Wat zoekt u?",
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "enterkeyhint": "search"}),
    )

    def __init__(self, wanted: Wanted, counts: Mapping[Facet, Mapping[str, int]]) -> None:
        super().__init__(initial={WORDS: wanted.words, **_by_name(wanted)}, auto_id="zoek-%s")
        for facet, question in QUESTIONS.items():
            there = [
                (code, f"{name} ({counts[facet][code]})")
                for code, name in CHOICES[facet].items()
                if counts[facet].get(code) or wanted.chosen.get(facet) == code
            ]
            self.fields[facet.value] = forms.ChoiceField(
                label=question, required=False, choices=[("", "Alles"), *there]
            )

    @property
    def choices(self) -> Iterator[forms.BoundField]:
        return (self[facet.value] for facet in Facet)


@require_safe
def search(request: HttpRequest, organisation: str) -> HttpResponse:
    """Everything that helps, or what fits the words and the choices in the address."""
    place = place_at(organisation)
    wanted = _wanted(request.GET)
    entries = entries_at(place)
    found = find(entries, wanted, tuple(group for one in everything(Synonyms) for group in one.groups))
    number = _page(request.GET, found)
    start = (number - 1) * ON_A_PAGE
    context = {
        "form": FindForm(wanted, found.counts),
        "wanted": wanted,
        "narrowed": bool(wanted.chosen),
        "found": found,
        "lines": list(lines(place, found.entries[start : start + ON_A_PAGE])),
        "number": number,
        "last": _last(found),
        "newer": _address(wanted, number - 1) if number > 1 else "",
        "older": _address(wanted, number + 1) if number < _last(found) else "",
    }
    return the_same_for_everybody(drawn(request, "search", place, context))


@require_safe
def situations(request: HttpRequest, organisation: str) -> HttpResponse:
    """Every end of the sentence "Wat kan ik doen als …": first what happens now, the rest folded away by theme."""
    place = place_at(organisation)
    entries = entries_at(place)
    now = [one for one in entries if one.codes[Facet.PHASE] == (Phase.DURING,) and one.kind is not PageKind.QUESTION]
    later = [one for one in entries if one not in now]
    by_theme = ((THEMES[theme], [one for one in later if theme in one.codes[Facet.THEME]]) for theme in Theme)
    context = {
        "now": list(_ends(place, now)),
        "later": [(heading, ends) for heading, members in by_theme if (ends := list(_ends(place, members)))],
    }
    return for_everybody(drawn(request, "situations", place, context), place, "wat-te-doen")


def _wanted(asked: Mapping[str, str]) -> Wanted:
    chosen = {facet: code for facet in Facet if (code := asked.get(facet.value, "")) in CHOICES[facet]}
    return Wanted(asked.get(WORDS, "")[:LONGEST].strip(), chosen)


def _by_name(wanted: Wanted) -> dict[str, str]:
    return {facet.value: code for facet, code in wanted.chosen.items()}


def _page(asked: Mapping[str, str], found: Found) -> int:
    number = asked.get(PAGE, "")
    return min(int(number), _last(found)) if number.isdecimal() and len(number) < 4 and int(number) else 1


def _last(found: Found) -> int:
    return max(1, -(-len(found.entries) // ON_A_PAGE))


def _address(wanted: Wanted, number: int) -> str:
    given = {WORDS: wanted.words, **_by_name(wanted), PAGE: number}
    return f"?{urlencode({name: value for name, value in given.items() if value})}"


def _ends(place: Place, entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """The ends of the sentence, and where each leads."""
    return ((end, line.address) for line in lines(place, entries) for end in line.entry.situations)
