"""One piece of a protocol in a form: its words, a kind of behaviour, a place, a measure."""

from collections.abc import Mapping
from typing import Any

from django import forms

from rugdekking.content.schema import Category, Kind, Measure, Protocol
from rugdekking.content.schema.base import Span, Unit
from rugdekking.content.schema.protocol import Channel
from rugdekking.protocols import names, wording
from rugdekking.protocols.editing import Item, Part, Words, built, free_code
from rugdekking.protocols.queries import letter_titles
from rugdekking.web.office.fields import choose, line, one_of, some_of, text_area

AMOUNTS = ("minimum", "default", "maximum", "review_after")
_OTHER_LETTER = {
    True: "In deze brief staat niet tot wanneer de maatregel duurt. Kies een andere brief.",
    False: "In deze brief staat tot wanneer iets duurt, en dit heeft geen duur. Kies een andere brief.",
}
TERM_UNITS = {unit.value: wording.UNITS[unit][1] for unit in (Unit.DAYS, Unit.WEEKS, Unit.MONTHS)}


def capitals(words: Mapping[Any, str]) -> dict[str, str]:
    return {str(code): text[:1].upper() + text[1:] for code, text in words.items()}


def number(label: str, *, least: int, most: int, missing: str = "", help_text: str = "") -> forms.IntegerField:
    wrong = {
        "required": missing,
        "invalid": "Vul een heel getal in.",
        "min_value": f"Vul een getal van {least} tot en met {most} in.",
        "max_value": f"Vul een getal van {least} tot en met {most} in.",
    }
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        required=bool(missing),
        min_value=least,
        max_value=most,
        error_messages=wrong,
        widget=forms.TextInput({"inputmode": "numeric"}),
    )


def at_least_one(label: str, choices: Mapping[str, str]) -> forms.MultipleChoiceField:
    field = some_of(label, choices)
    field.required, field.error_messages["required"] = True, "Kies er minstens één."
    return field


class WordsForm(forms.Form):
    """What the protocol says once."""

    title = line("Titel", most=200, missing="Vul een titel in.")
    norm = text_area("De norm", rows=4, missing="Vul de norm in.", help_text="Dit staat op de normpagina.")
    audience = text_area(
        "Voor wie geldt het?", rows=4, missing="Vul minstens één groep in.", help_text="Eén per regel."
    )
    perpetrators = at_least_one("Voor gedrag van wie is dit protocol?", names.choices(names.PERPETRATORS))
    targets = at_least_one("Op wie kan het gedrag gericht zijn?", names.choices(names.TARGETS))
    basis = text_area("Waar steunt het op?", missing="Vul in waar het protocol op steunt.")
    repetition_window_months = number(
        "Hoeveel maanden telt een eerdere maatregel mee?",
        least=1,
        most=120,
        missing="Vul het aantal maanden in.",
        help_text="Alleen een maatregel die bekend is gemaakt, telt mee. Een gesprek telt nooit mee.",
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, protocol: Protocol) -> None:
        now = {words.value: getattr(protocol, words.value) for words in Words}
        super().__init__(data, initial={**now, "audience": "\n".join(protocol.audience)})

    @property
    def words(self) -> dict[Words, Any]:
        said = {words: self.cleaned_data[words.value] for words in Words}
        return {**said, Words.AUDIENCE: lines_of(self.cleaned_data["audience"])}


class PieceForm(forms.Form):
    """A form for one item. What is typed becomes an item, or a reason why it cannot."""

    part: Part

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        protocol: Protocol,
        item: Item | None,
        titles: wording.Titles = wording.DECIDERS,
    ) -> None:
        self.protocol, self.before, self.titles = protocol, item, titles
        super().__init__(data, initial=self.answers(item))
        self.prepare()

    def answers(self, item: Any) -> dict[str, Any]:  # noqa: ANN401  (each form knows its own kind of item)
        raise NotImplementedError

    def prepare(self) -> None:
        """Fill in choices that come from the protocol."""

    def fields_of_item(self) -> dict[str, Any]:
        raise NotImplementedError

    @property
    def item(self) -> Item:
        return built(self.part, self.fields_of_item())

    def code(self) -> str:
        """The code never changes: cases and rows refer to it."""
        known: str | None = getattr(self.before, "code", None)
        return known or free_code(self.protocol, self.part, self.cleaned_data["label"])


class CategoryForm(PieceForm):
    part = Part.CATEGORIES
    label = line("Naam", most=120, missing="Vul een naam in.")
    noun = line(
        "Hoe noemt u het in een zin?",
        most=120,
        missing="Vul in hoe u het in een zin noemt.",
        help_text="Maakt de zin af: ‘wegens …’. Bijvoorbeeld: bedreiging.",
    )
    definition = text_area("Wat is het?", missing="Schrijf op wat het is.")
    examples = text_area("Voorbeelden", rows=4, missing="Geef minstens één voorbeeld.", help_text="Eén per regel.")
    level = one_of("Grens", capitals(wording.LEVELS), missing="Kies of dit over de grens is.")
    behaviour_class = one_of("Soort", capitals(wording.CLASSES), missing="Kies een soort.")
    severity = one_of("Hoe ernstig is het gewoonlijk?", wording.SEVERITIES, missing="Kies hoe ernstig het is.")

    def answers(self, item: Category | None) -> dict[str, Any]:
        if item is None:
            return {}
        same = ("label", "noun", "definition", "level", "behaviour_class", "severity")
        return {**{name: getattr(item, name) for name in same}, "examples": "\n".join(item.examples)}

    def fields_of_item(self) -> dict[str, Any]:
        said = self.cleaned_data
        more = {"examples": lines_of(said["examples"]), "severity": int(said["severity"])}
        return {**said, **more, "code": self.code()}


class ChannelForm(PieceForm):
    part = Part.CHANNELS
    label = line(
        "Waar of hoe?",
        most=120,
        missing="Vul in waar of hoe.",
        help_text="Maakt de zin af: ‘het gebeurde …’. Bijvoorbeeld: aan de balie.",
    )

    def answers(self, item: Channel | None) -> dict[str, Any]:
        return {} if item is None else {"label": item.label}

    def fields_of_item(self) -> dict[str, Any]:
        return {**self.cleaned_data, "code": self.code()}


class MeasureForm(PieceForm):
    part = Part.MEASURES
    label = line("Naam", most=120, missing="Vul een naam in.")
    explanation = text_area("Wat houdt het in?", missing="Schrijf op wat het inhoudt.")
    kind = one_of(
        "Wat is het?",
        {
            Kind.RESPONSE.value: "Gesprek of hulp: telt nergens voor mee",
            Kind.MEASURE.value: "Maatregel: eerst horen, dan besluiten",
        },
        missing="Kies wat het is.",
    )
    step = number("Hoe zwaar is het?", least=0, most=100, missing="Vul een getal in.", help_text="0 is het lichtst.")
    replaces = some_of("Komt in plaats van", help_text="Alleen lichtere stappen.")
    decider = one_of("Wie beslist?", missing="Kies wie beslist.")
    mandate = line("Mandaat", missing="Vul in waar de bevoegdheid ligt.")
    legal_basis = line("Grond", missing="Vul in waar het op steunt.")
    legal_character = line("Juridisch karakter", missing="Vul in wat het juridisch is.")
    reaction_hours = number("Binnen hoeveel uur?", least=1, most=1000, missing="Vul het aantal uren in.")
    next_step = line("Wat gebeurt er daarna?", missing="Vul in wat er daarna gebeurt.")
    letter = forms.ChoiceField(label="Welke brief hoort hierbij?", required=False)
    unit = forms.ChoiceField(
        label="Duur in",
        required=False,
        choices=[("", "Dit heeft geen duur"), *TERM_UNITS.items()],
        widget=forms.RadioSelect,
    )
    minimum = number("Minstens", least=1, most=1000)
    default = number("Gewoonlijk", least=1, most=1000)
    maximum = number("Hoogstens", least=1, most=1000)
    review_after = number("Opnieuw bekijken na", least=1, most=1000)

    def answers(self, item: Measure | None) -> dict[str, Any]:
        if item is None:
            return {"reaction_hours": 48}
        known = {name: getattr(item, name) for name in Measure.__struct_fields__ if name in self.base_fields}
        if item.term is None:
            return known
        return {**known, "unit": self._unit(), **{name: span.amount for name, span in self._spans().items()}}

    def prepare(self) -> None:
        own = getattr(self.before, "code", None)
        others = [(one.code, one.label) for one in self.protocol.measures if one.code != own]
        choose(self, "replaces", others)
        choose(self, "decider", capitals(self.titles).items())
        choose(self, "letter", [("", "Geen brief"), *letter_titles().items()])
        for name, span in self._spans().items():
            if span.unit != self._unit():
                self.fields[name].help_text = f"Staat nu op {wording.span(span)}. Zo blijft het, tot u het wijzigt."

    def _spans(self) -> dict[str, Span]:
        term = getattr(self.before, "term", None)
        return {} if term is None else {name: getattr(term, name) for name in AMOUNTS}

    def _unit(self) -> str:
        """The one unit that the form shows. A file may give each length another one."""
        return self._spans()["default"].unit.value

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("unit") and any(said.get(name) is None and name not in self.errors for name in AMOUNTS):
            self.add_error("unit", "Vul alle vier de getallen in, of kies dat dit geen duur heeft.")
        if said.get("letter") and said["letter"] not in letter_titles(with_term=bool(said.get("unit"))):
            self.add_error("letter", _OTHER_LETTER[bool(said.get("unit"))])
        return said

    def fields_of_item(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        unit = said.pop("unit")
        term = {name: self._span(name, said.pop(name), unit) for name in AMOUNTS}
        known = {"code": self.code(), "letter": said["letter"] or None}
        return {**said, **known, "term": term if unit else None, "needs_hearing": said["kind"] == Kind.MEASURE.value}

    def _span(self, name: str, amount: int | None, unit: str) -> dict[str, Any]:
        """What was there stays, with its own unit, as long as neither the number nor the shown unit changed."""
        known = self._spans().get(name)
        if known is not None and (amount, unit) == (known.amount, self._unit()):
            return {"amount": known.amount, "unit": known.unit}
        return {"amount": amount, "unit": unit}


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
