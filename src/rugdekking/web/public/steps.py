"""What is asked on each page, why, and who sees the answer: the full path, and the short ways in."""

from collections.abc import Mapping
from dataclasses import dataclass

from rugdekking.web.public.forms import incident, people, short
from rugdekking.web.public.forms.base import StoryForm

DESK_ONLY = "Alleen de mensen van het meldpunt die uw melding mogen lezen."


@dataclass(frozen=True, slots=True)
class Fold:
    """Fields that are folded away until somebody wants them, or has filled them in."""

    title: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One page. `lead` is the field whose label is the page's heading; without one `title` is."""

    name: str
    title: str
    form: type[StoryForm]
    why: str
    who: str = DESK_ONLY
    lead: str = ""
    intro: str = ""
    folds: tuple[Fold, ...] = ()
    button: str = "Verder"
    # What a second button says: with it the page is looked over first, with the first one it is sent at once.
    look_over: str = ""


NOT_TO_KNOW = Fold("Is er iemand van het meldpunt die dit niet mag weten?", ("out_members", "out_names"))

STEPS: tuple[Question, ...] = (
    Question(
        "veilig",
        "Bent u nu veilig?",
        incident.SafeForm,
        lead="safe",
        why="Uw veiligheid gaat voor. Zegt u nee, dan krijgt het meldpunt bericht zodra u verstuurt. "
        "Weet u het niet? Ga dan gewoon verder.",
        who="Iedereen die uw melding mag lezen. Zegt u nee, dan krijgt ook de vervanger van buiten bericht.",
    ),
    Question(
        "wat",
        "Wat is er gebeurd?",
        incident.WhatForm,
        lead="what",
        folds=(
            Fold("Komt u er niet uit? Deze vragen helpen soms", incident.WhatForm.prompts),
            Fold("Wat past het best bij wat er gebeurde?", ("behaviour",)),
        ),
        why="Zo hoeft u het maar één keer te vertellen. Wie u belt, heeft uw verhaal dan al gelezen.",
    ),
    Question(
        "wanneer",
        "Wanneer was het?",
        incident.WhenForm,
        lead="moment",
        why="Voor aangifte gelden soms termijnen. Ook zien wij zo of het vaker gebeurt. Een schatting is genoeg.",
    ),
    Question(
        "waar",
        "Waar of hoe gebeurde het?",
        incident.WhereForm,
        lead="channel",
        why="Dan weten wij wie kan helpen: bij een balie is dat iemand anders dan bij een bericht op internet.",
        who="Uw woorden ziet alleen het meldpunt. Waar of hoe het gebeurde telt ook mee in cijfers, zonder uw naam.",
    ),
    Question(
        "wie",
        "Wie deed het?",
        incident.WhoForm,
        lead="kind",
        why="Dan kunnen wij zien of het vaker gebeurt en wie moet reageren. Weet u het niet? Dat is ook goed.",
    ),
    Question(
        "gericht",
        "Op wie was het gericht?",
        incident.AimForm,
        lead="targets",
        why="Raakt het ook uw gezin of uw huis, dan denken wij daar meteen aan mee.",
    ),
    Question(
        "uzelf",
        "Wie bent u?",
        people.YouForm,
        why="U kiest zelf wat wij mogen weten. Ambtsdragers en medewerkers zijn hier even welkom.",
        who="Uw naam en functie ziet alleen het meldpunt. In cijfers telt alleen ‘ambtsdrager’ of ‘medewerker’.",
    ),
    Question(
        "voor-wie",
        "Voor wie meldt u dit?",
        people.ForWhomForm,
        lead="reporting_for",
        why="Wie het overkwam, beslist over de volgende stap. Dat geldt ook als een ander meldt.",
    ),
    Question(
        "niet-weten",
        "Wie mag dit niet weten?",
        people.KeepOutForm,
        lead="out_members",
        why="Soms gaat een melding over een collega, of staat iemand te dichtbij. U hoeft niet te zeggen waarom.",
        who="Wie overblijft, ziet wie u uitsluit. Wie u uitsluit, ziet niets: ook niet dat er een melding is.",
    ),
    Question(
        "wens",
        "Wat wilt u dat wij doen?",
        people.WishForm,
        lead="wish",
        why="U houdt de regie en kunt later iets anders kiezen. Wij doen geen aangifte zonder u.",
    ),
    Question(
        "bereik",
        "Hoe kunnen wij u bereiken?",
        people.ReachForm,
        lead="reach",
        why="Dan hoort u snel van ons. Met alleen uw code kan het ook: u leest ons antwoord dan op deze site.",
    ),
    Question(
        "bestanden",
        "Wilt u iets meesturen?",
        people.FilesForm,
        lead="evidence",
        why="Een foto of bericht kan later helpen als bewijs. U hoeft het niet terug te zien. Later sturen kan ook.",
        who="Alleen het meldpunt kan een bestand openen. "
        "Onze computer kijkt vooraf of er geen virus in zit, en bewaart het op slot.",
    ),
)
BY_NAME: Mapping[str, Question] = {step.name: step for step in STEPS}
FILES = STEPS[-1]

SHORT = Question(
    "kort",
    "Kort melden",
    short.ShortForm,
    intro="Alleen ‘Wat is er gebeurd?’ moet u invullen. Daarna kunt u alles aanvullen, ook met schermafdrukken.",
    folds=(NOT_TO_KNOW,),
    why="Met deze paar antwoorden kan iemand u helpen. De rest bespreken wij samen.",
    button="Melding versturen",
    look_over="Eerst nakijken of meer vertellen",
)
CALL_ME = Question(
    "bel-mij",
    "Bel mij",
    short.CallMeForm,
    intro="Vul uw nummer in. Iemand van het meldpunt belt u. U hoeft nu niets te vertellen en niets op te schrijven.",
    folds=(NOT_TO_KNOW,),
    why="Wij gebruiken uw nummer alleen om u te bellen.",
    button="Vraag om gebeld te worden",
)
FEELING = Question(
    "onveilig-gevoel",
    "Ik voel me niet veilig",
    short.FeelingForm,
    intro="Er hoeft niets gebeurd te zijn om met ons te praten. Wij denken met u mee.",
    folds=(NOT_TO_KNOW,),
    why="Een gevoel is vaak het eerste teken. Hoe eerder wij het weten, hoe beter wij kunnen helpen.",
    button="Versturen",
)


def number_of(step: Question) -> int:
    """Which step of the full path it is, from 1."""
    return list(BY_NAME).index(step.name) + 1


def before(step: Question) -> Question | None:
    number = number_of(step)
    return STEPS[number - 2] if number > 1 else None


def after(step: Question) -> Question | None:
    number = number_of(step)
    return STEPS[number] if number < len(STEPS) else None
