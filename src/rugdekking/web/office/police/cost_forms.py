"""What is typed in the ledger of damage and costs."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms

from rugdekking.police.writing import BEARERS, Bearer, Cost
from rugdekking.web.office.case.answer_forms import NO_DAY
from rugdekking.web.office.fields import a_day, choose, line, one_of

_MOST = Decimal(10_000_000)
_NO_RECEIPT = ("", "Geen bestand")


class Euros(forms.CharField):
    """An amount as people type it: 1.234,50 or 1234.50 or 340. Gives cents."""

    default_error_messages = {"invalid": "Vul een bedrag in, bijvoorbeeld 340,50."}  # noqa: RUF012  (Django's own shape)

    def to_python(self, value: str) -> int | None:  # type: ignore[override]
        typed = "".join(str(value or "").replace("€", "").split())
        if not typed:
            return None
        whole, mark, rest = typed.rpartition("," if "," in typed else ".")
        if not mark or len(rest) == 3:
            whole, rest = f"{whole}{rest}", ""
        whole = whole.replace(".", "") or "0"
        if not (whole.isascii() and whole.isdigit()) or (rest and not (rest.isascii() and rest.isdigit())):
            raise forms.ValidationError(self.error_messages["invalid"])
        cents = int(whole) * 100 + int(rest.ljust(2, "0") or "0") if len(rest) <= 2 else None
        if cents is None or Decimal(cents) > _MOST * 100:
            raise forms.ValidationError(self.error_messages["invalid"])
        return cents


class CostForm(forms.Form):
    what = line(
        "Wat is het?", missing="Schrijf op wat het is.", help_text="Bijvoorbeeld: nieuwe voordeur, verlof, camera."
    )
    on = a_day("Op welke dag?", missing=NO_DAY)
    cents = Euros(label="Bedrag in euro's", error_messages={"required": "Vul het bedrag in."})
    bearer = one_of(
        "Wie betaalt het voor nu?",
        {bearer.value: words.capitalize() for bearer, words in BEARERS.items()},
        missing="Kies wie het betaalt.",
    )
    recovered = Euros(label="Hoeveel daarvan is terugbetaald?", required=False)
    receipt = forms.ChoiceField(label="Bon of foto", required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        files: Iterable[tuple[str, str]],
        known: Cost | None = None,
    ) -> None:
        super().__init__(data, initial={} if known is None else _typed(known))
        self.known = known
        choose(self, "receipt", [_NO_RECEIPT, *files])

    @property
    def cost(self) -> Cost:
        said = self.cleaned_data
        return Cost(
            id="" if self.known is None else self.known.id,
            what=said["what"],
            on=said["on"],
            cents=said["cents"],
            bearer=Bearer(said["bearer"]),
            receipt=said["receipt"],
            recovered=said["recovered"] or 0,
        )


def _typed(cost: Cost) -> dict[str, object]:
    return {
        "what": cost.what,
        "on": cost.on,
        "cents": _plain(cost.cents),
        "bearer": cost.bearer.value,
        "recovered": _plain(cost.recovered) if cost.recovered else "",
        "receipt": cost.receipt,
    }


def _plain(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02d}"
