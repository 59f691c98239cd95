"""What is typed around choosing: the wish, the answers about possible offences, a filing, a term."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from rugdekking.clocks.status import ClockKind
from rugdekking.content.schema import Offence, Reply, Ways
from rugdekking.police.hinting import Hinted
from rugdekking.police.hints import Reason
from rugdekking.police.models import Filer, Route
from rugdekking.police.operations import Filed
from rugdekking.police.sheets import Answers, Wish
from rugdekking.web.office.fields import a_day, line, one_of, some_of, text_area
from rugdekking.web.ui.forms import Described
from rugdekking.web.wishes import Asked, WaysForm

NO_DAY = "Vul de dag in."
REPLIES = {Reply.YES: "Ja", Reply.NO: "Nee", Reply.UNKNOWN: "Weet ik niet"}
FILERS: Mapping[str, str] = {
    Filer.PERSON: Described("De betrokkene zelf", "Iemand van het meldpunt kan mee."),
    Filer.EMPLOYER: Described(
        "De organisatie, als werkgever",
        "De betrokkene is dan getuige en wordt nog wel gehoord. Dit is geen klacht: voor sommige feiten moet de "
        "betrokkene daarnaast zelf om vervolging vragen.",
    ),
    Filer.ON_BEHALF: Described(
        "Iemand namens de betrokkene", "Dat kan alleen met een schriftelijke volmacht voor precies deze aangifte."
    ),
}


class WishForm(WaysForm):
    asked = Asked(
        what="Wat wil de betrokkene?",
        hint="Het mag meer dan één ding zijn.",
        missing="Kies wat de betrokkene wil.",
        first="Wat staat voor de betrokkene voorop?",
    )
    filer = one_of("Bij een aangifte of melding: wie gaat er naar de politie?", FILERS)
    agreed = forms.BooleanField(
        label="De betrokkene zei mondeling ja hiertegen",
        help_text="Deze persoon heeft geen eigen pagina. Zonder dit ja gaat er niets naar buiten.",
        required=False,
    )
    remark = text_area("In eigen woorden van de betrokkene", help_text="Mag leeg blijven.")

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, ways: Ways, now: Wish | None, has_own_page: bool
    ) -> None:
        super().__init__(data, ways=ways, now=now)
        if has_own_page:
            del self.fields["agreed"]


class AnswersForm(forms.Form):
    """One question per element, with what the facts say filled in, and the two days on which the law hangs."""

    happened_on = a_day("Op welke dag gebeurde het?", help_text="Bij meer dagen de laatste. Mag leeg blijven.")
    known_on = a_day(
        "Op welke dag hoorde de betrokkene hiervan?",
        help_text="Vanaf die dag loopt de klachttermijn. Weet u het niet, laat het dan leeg: dan telt de dag van de "
        "melding.",
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, hinted: Hinted) -> None:
        now = hinted.answers
        super().__init__(data, initial={"happened_on": now.happened_on, "known_on": now.known_on})
        self.codes = [reason.question.code for reason in hinted.questions]
        self.before = now
        for reason in hinted.questions:
            self.fields[reason.question.code] = _element(reason)

    @property
    def answers(self) -> Answers:
        """What was answered now, besides what was answered about questions that are not asked any more."""
        told = self.cleaned_data
        replies = {code: Reply(told[code]) for code in self.codes}
        return Answers(
            answers={**self.before.answers, **replies},
            also=self.before.also,
            happened_on=told["happened_on"],
            known_on=told["known_on"],
        )


class AlsoForm(forms.Form):
    also = some_of("Waar lijkt het ook op?")

    def __init__(self, data: Mapping[str, Any] | None = None, *, offences: Iterable[Offence], now: Answers) -> None:
        super().__init__(data, initial={"also": list(now.also)})
        field = self.fields["also"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(one.code, Described(f"{one.title} ({one.article})", one.about)) for one in offences]

    @property
    def chosen(self) -> tuple[str, ...]:
        return tuple(self.cleaned_data["also"])


class FilingForm(forms.Form):
    route = one_of(
        "Wat is er gedaan?",
        {one.value: one.label.capitalize() for one in Route},
        missing="Kies wat er is gedaan.",
    )
    filer = one_of("Door wie?", FILERS, missing="Kies wie naar de politie ging.")
    filed_on = a_day("Op welke dag?", missing=NO_DAY)
    prosecution = forms.BooleanField(
        label="De betrokkene heeft ook om vervolging gevraagd (een klacht)",
        help_text="Vraag de politie om dit in de aangifte te zetten.",
        required=False,
    )
    power_on = a_day("Dag van de schriftelijke volmacht", help_text="Alleen als iemand namens de betrokkene ging.")
    number = line(
        "Nummer van de melding of aangifte",
        help_text="Staat op de kopie. Mag leeg blijven. De betrokkene leest dit nummer ook.",
    )
    officer = line("Contactpersoon bij de politie")
    officer_reach = line("Hoe bereikt u die?")
    account = text_area("Waar en bij wie, en wat is er gezegd?", help_text="Mag leeg blijven.")

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, today: date, wish: Wish | None, duty: bool = False
    ) -> None:
        wanted = {} if wish is None else {"route": route_of(wish), "filer": wish.filer or ""}
        if duty:
            wanted = {"route": Route.COMPLAINT, "filer": Filer.EMPLOYER}
        super().__init__(data, initial={"filed_on": today, **wanted})

    @property
    def filed(self) -> Filed:
        told = self.cleaned_data
        return Filed(
            route=Route(told["route"]),
            filer=Filer(told["filer"]),
            on=told["filed_on"],
            prosecution=told["prosecution"],
            power_on=told["power_on"],
            account=told["account"],
            number=told["number"],
            officer=told["officer"],
            officer_reach=told["officer_reach"],
        )


class TakeBackForm(forms.Form):
    on = a_day("Op welke dag is de klacht ingetrokken?", missing=NO_DAY)

    def __init__(self, data: Mapping[str, Any] | None = None, *, today: date) -> None:
        super().__init__(data, initial={"on": today})


class EndForm(forms.Form):
    """Why the track ends, and that terms that run may go."""

    text = text_area(
        "Waarom is het klaar?",
        help_text="De betrokkene leest dit ook. Bijvoorbeeld: de rechter besliste, of de betrokkene wil niet verder.",
        missing="Schrijf op waarom het klaar is.",
    )
    terms_may_go = forms.BooleanField(
        label="De betrokkene weet van de termijnen hierboven en laat ze los", required=False
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, terms_run: bool) -> None:
        super().__init__(data)
        if not terms_run:
            del self.fields["terms_may_go"]


class TermForm(forms.Form):
    kind = one_of(
        "Welke termijn?",
        {
            ClockKind.ARTICLE_12: Described(
                "Beklag bij het gerechtshof (artikel 12)",
                "Het OM vervolgt niet, of doet de zaak zelf af. De wet noemt drie maanden bij een officiële "
                "kennisgeving of een strafbeschikking, en anders geen termijn. Wij rekenen altijd met drie maanden. "
                "Kijk het na in de brief van het OM of bij een advocaat.",
            ),
            ClockKind.OBJECTION: Described(
                "Bezwaar tegen een besluit",
                "Bijvoorbeeld van de burgemeester of het Schadefonds. Zes weken na de dag waarop het is verstuurd.",
            ),
        },
        missing="Kies de termijn.",
    )
    told_on = a_day(
        "Vanaf welke dag?",
        missing=NO_DAY,
        help_text="Bij bezwaar: de dag waarop het besluit is verstuurd. "
        "Bij beklag: de dag waarop de betrokkene het hoorde.",
    )

    @property
    def chosen(self) -> ClockKind:
        return ClockKind(self.cleaned_data["kind"])


def route_of(wish: Wish) -> str:
    """The first of the wanted ways in which something goes to the police; nothing without one."""
    return next((way for way in wish.ways if way in Route.values), "")


def _element(reason: Reason) -> forms.ChoiceField:
    read = "Ingevuld volgens de feiten; pas het aan als het anders is. " if reason.read else ""
    field = one_of(
        reason.question.text, REPLIES, missing="Kies ja, nee of weet ik niet.", help_text=read + reason.question.help
    )
    field.initial = reason.reply
    return field
