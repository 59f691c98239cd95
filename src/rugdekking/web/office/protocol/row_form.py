"""One row of the matrix in a form: for which behaviour it speaks, and what it proposes."""

from typing import Any

from django import forms

from rugdekking.content.schema import Kind, Measure, Row
from rugdekking.content.schema.protocol import RowProposal
from rugdekking.protocols import names, wording
from rugdekking.protocols.editing import Part, next_number
from rugdekking.web.office.fields import choose, some_of
from rugdekking.web.office.protocol.forms import PieceForm, capitals, number

_WISH = "wish_"


class RowForm(PieceForm):
    part = Part.ROWS
    categories = some_of("Bij welk gedrag?", help_text="Eén is genoeg: het gedrag dat gebeurde, staat in deze lijst.")
    from_occurrence = number(
        "Vanaf welke keer?",
        least=1,
        most=1000,
        missing="Vul een getal in.",
        help_text="1 is meteen; 2 is bij herhaling.",
    )
    minimum_severity = forms.ChoiceField(
        label="Vanaf welke ernst?", choices=list(wording.SEVERITIES.items()), widget=forms.RadioSelect
    )
    channels = some_of("Waar of hoe?", help_text="Kiest u niets, dan maakt het niet uit.")
    targets = some_of("Op wie gericht?", help_text="Kiest u niets, dan maakt het niet uit.")
    perpetrators = some_of("Door wie?", help_text="Kiest u niets: iedereen voor wie het protocol geldt.")
    only_mutual = forms.BooleanField(label="Alleen als beide kanten over de grens gingen", required=False)
    decider = forms.ChoiceField(label="Wie beslist over deze maatregelen?", required=False)

    def prepare(self) -> None:
        protocol = self.protocol
        choose(self, "categories", [(one.code, one.label) for one in protocol.categories])
        choose(self, "channels", [(one.code, one.label[:1].upper() + one.label[1:]) for one in protocol.channels])
        choose(self, "targets", [(one, names.as_choice(names.TARGETS[one])) for one in protocol.targets])
        choose(self, "perpetrators", names.choices(names.PERPETRATORS).items())
        choose(self, "decider", [("", "Wie er gewoonlijk over beslist"), *capitals(self.titles).items()])
        if len({self._known[one.code].decider for one in self._measures() if one.code in self._known}) > 1:
            self.fields[
                "decider"
            ].help_text = "Verschilt nu per maatregel en blijft zo. Kiest u iets anders, dan geldt dat voor alle."
        asked = {code: wish.obligation for code, wish in self._known.items()}
        for measure in protocol.measures:
            self.fields[f"{_WISH}{measure.code}"] = forms.ChoiceField(
                label=measure.label,
                required=False,
                choices=[("", "Niet"), *capitals(wording.OBLIGATIONS).items()],
                initial=asked.get(measure.code, ""),
            )

    @property
    def _known(self) -> dict[str, RowProposal]:
        """What the row proposed before."""
        return {wish.measure: wish for wish in self.before.proposals} if isinstance(self.before, Row) else {}

    def _measures(self) -> list[Measure]:
        """Who decides is said for measures only: a conversation needs no decision."""
        return [one for one in self.protocol.measures if one.kind is Kind.MEASURE]

    def answers(self, item: Row | None) -> dict[str, Any]:
        if item is None:
            return {"from_occurrence": 1, "minimum_severity": "1"}
        when = {name: getattr(item.when, name) for name in type(item.when).__struct_fields__}
        return {**when, "decider": self._shown_decider()}

    def _shown_decider(self) -> str:
        return next((wish.decider.value for wish in self._known.values() if wish.decider), "")

    @property
    def wishes(self) -> list[forms.BoundField]:
        """What may be proposed, each with how strongly."""
        return [self[name] for name in self.fields if name.startswith(_WISH)]

    @property
    def conditions(self) -> list[forms.BoundField]:
        return [self[name] for name in self.base_fields if name != "decider"]

    def fields_of_item(self) -> dict[str, Any]:
        said = self.cleaned_data
        conditions = {name: said[name] for name in self.base_fields if name != "decider"}
        when = {**conditions, "minimum_severity": int(said["minimum_severity"])}
        return {"number": self._number(), "when": when, "proposals": self._proposals()}

    def _number(self) -> int:
        return self.before.number if isinstance(self.before, Row) else next_number(self.protocol)

    def _proposals(self) -> list[dict[str, Any]]:
        asked = [(one.code, self.cleaned_data[f"{_WISH}{one.code}"]) for one in self.protocol.measures]
        decided = {one.code for one in self._measures()}
        return [
            {"measure": code, "obligation": wish, "decider": self._decider(code) if code in decided else None}
            for code, wish in asked
            if wish
        ]

    def _decider(self, measure: str) -> str | None:
        """Whoever was named for each measure stays, as long as nobody chooses another for all of them."""
        chosen = self.cleaned_data["decider"]
        if measure in self._known and chosen == self._shown_decider():
            return self._known[measure].decider
        return chosen or None
