"""The forms of the file for the police: the seven questions, what stands around them, the logbook, the hand-over."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField

from rugdekking.inspection.kinds import Kind
from rugdekking.police.file.composing import Chosen
from rugdekking.police.file.queries import Found
from rugdekking.police.file.sheets import QUESTIONS, SHIELDS, Account, Details, LogLine, Shield
from rugdekking.police.models import Route
from rugdekking.reports.choices import Channel
from rugdekking.reports.files import Standing, StoredFile, tells_of
from rugdekking.web.office.fields import a_day, choose, line, one_of, some_of, text_area
from rugdekking.web.ui.forms import Described, an_hour
from rugdekking.web.ui.wording import size

_STANDING: Mapping[Standing, str] = {
    Standing.SET_APART: ", apart gezet: kan schadelijk zijn",
    Standing.UNCHECKED: ", nog niet gecontroleerd",
}


# Of which the original often says where, when and with which device it was made.
_WITH_TRACES = (Kind.PHOTO, Kind.VIDEO, Kind.SOUND)
# What stays out of the file unless somebody chooses it, with at the end what asks for a choice of its own.
_HIDDEN = ("home_address", "family", "others", "although")


class AccountForm(forms.Form):
    """The seven questions, beginning with what was told already."""

    what, who, when, where, with_what, how, why = (
        text_area(question, rows=8 if name == "what" else 2, help_text=hint) for name, question, hint in QUESTIONS
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, account: Account) -> None:
        told = {name: getattr(account, name) for name in account.__struct_fields__}
        super().__init__(data, initial=told)

    @property
    def account(self) -> Account:
        return Account(**{name: self.cleaned_data[name].strip() for name, _, _ in QUESTIONS})


class DetailsForm(forms.Form):
    """What stands around the seven questions."""

    office = line("Functie", help_text="Zoals raadslid of medewerker balie. Die noemt u altijd bij de politie.")
    name = line("Naam van de betrokkene")
    shield = one_of(
        "Welk adres komt in de stukken?",
        {code: Described(label, hint) for code, (label, hint) in SHIELDS.items()},
        missing="Kies welk adres in de stukken komt.",
    )
    home_address = line(
        "Woonadres", help_text="Alleen als de politie het nodig heeft. Het gaat niet mee tot u dat kiest."
    )
    family = text_area("Gezin en naasten", rows=2, help_text="Raakt het ook hen? Dit gaat niet mee tot u dat kiest.")
    witnesses = text_area("Getuigen", help_text="Wie zag of hoorde het? Zet elke getuige op een eigen regel.")
    damage = text_area(
        "Schade en gevolgen", help_text="Wat is er kapot, wat kostte het, en wat doet het met de betrokkene?"
    )
    earlier = text_area("Eerdere voorvallen", help_text="Alleen wat met deze zaak te maken heeft.")
    vpt = forms.BooleanField(
        label="Vraag om de VPT-code",
        help_text="VPT is Veilige Publieke Taak. Met die code gelden de landelijke afspraken.",
        required=False,
    )
    complaint = forms.BooleanField(
        label="De betrokkene dient een klacht in en vraagt om vervolging",
        help_text="Nodig bij klachtdelicten, zoals belaging. Alleen de betrokkene zelf kan dit vragen.",
        required=False,
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, details: Details) -> None:
        told = {name: getattr(details, name) for name in details.__struct_fields__}
        super().__init__(
            data, initial={**told, "witnesses": "\n".join(details.witnesses), "shield": details.shield.value}
        )

    @property
    def details(self) -> Details:
        told = dict(self.cleaned_data)
        witnesses = tuple(one.strip() for one in told.pop("witnesses").splitlines() if one.strip())
        return Details(**{**told, "shield": Shield(told["shield"])}, witnesses=witnesses)


class LineForm(forms.Form):
    """One contact, quick to write down: a day, a way, a line."""

    text = line("Wat was er?", missing="Schrijf in een paar woorden wat er was.")
    day = a_day("Op welke dag?", missing="Kies een dag.")
    time = an_hour("Hoe laat?", help_text="Zoals 21.15. Niet verplicht.")
    channel = forms.ChoiceField(label="Hoe?", choices=Channel.choices)

    @property
    def line(self) -> LogLine:
        told = self.cleaned_data
        return LogLine(day=told["day"], moment=told["time"], channel=told["channel"], text=told["text"].strip())


class HandOverForm(forms.Form):
    """For whom, what is asked, and what goes along."""

    recipient = line(
        "Voor wie is het dossier?",
        help_text="Zoals: politie Waterlaar, wijkagent De Vries.",
        missing="Schrijf op voor wie het dossier is.",
    )
    way = one_of(
        "Wat vraagt u van de politie?",
        {way: way.label.capitalize() for way in Route},
        missing="Kies wat u van de politie vraagt.",
        help_text="De wens van de betrokkene gaat voor.",
    )
    pieces = some_of(
        "Bewijs van de betrokkene",
        help_text=(
            "De originele bestanden gaan mee, met hun controlegetal. In een origineel kan ook staan waar en wanneer "
            "het is gemaakt, en door wie. Een foto van thuis kan zo het woonadres vertellen."
        ),
    )
    others = some_of(
        "Bewijs van andere melders",
        help_text=(
            "Gaat alleen mee als die melder ja zei tegen de politie. Laat het anders leeg. "
            "Kijk ook of een naam of een plaats in het bestand staat."
        ),
    )
    home_address = forms.BooleanField(label="Zet het woonadres erin", required=False)
    family = forms.BooleanField(label="Zet erin wat er over gezin en naasten staat", required=False)

    although = forms.BooleanField(
        label="Toch meegeven, zoals het er nu staat",
        help_text="Op de laatste pagina en op de pagina van de betrokkene staat dan wat er toch in staat, en waar.",
        required=False,
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, found: Iterable[Found], details: Details, wanted: str
    ) -> None:
        listed = list(found)
        own = [one for one in listed if one.own]
        safe = [str(one.piece.id) for one in own if one.piece.file.standing != Standing.SET_APART]
        super().__init__(data, initial={"pieces": safe, "way": wanted})
        choose(self, "pieces", [_choice(one) for one in own])
        choose(self, "others", [_choice(one) for one in listed if not one.own])
        absent = {
            "pieces": not own,
            "others": len(own) == len(listed),
            "home_address": not details.home_address,
            "family": not details.family,
        }
        for name in (name for name, gone in absent.items() if gone):
            del self.fields[name]

    @property
    def disclosing(self) -> list[BoundField]:
        """What is hidden unless it is chosen."""
        return [self[name] for name in _HIDDEN[:-1] if name in self.fields]

    @property
    def plain(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name not in _HIDDEN]

    @property
    def chosen(self) -> Chosen:
        told = self.cleaned_data
        return Chosen(
            recipient=told["recipient"].strip(),
            way=Route(told["way"]),
            pieces=frozenset(UUID(one) for one in (*told.get("pieces", ()), *told.get("others", ()))),
            home_address=bool(told.get("home_address")),
            family=bool(told.get("family")),
            although=bool(told.get("although")),
        )


def _choice(one: Found) -> tuple[str, str]:
    file = one.piece.file
    return str(one.piece.id), f"{file.name}, {size(file.size)}{_STANDING.get(file.standing, '')}{_traces(file)}"


def _traces(file: StoredFile) -> str:
    """What the original says beside what one sees: read of a photo, and otherwise what it can say."""
    if file.verdict is not None and file.verdict.tells is not None:
        told = ", ".join(one.label for one in tells_of(file))
        return f", het origineel vertelt ook {told}" if told else ""
    return ", kan plaats en toestel bevatten" if file.kind in _WITH_TRACES else ""
