"""What is next in one police file: the one thing to do now, for somebody with forty other things to do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from rugdekking.clocks.status import ClockKind
from rugdekking.police.choosing import Stand, Stands, stands
from rugdekking.police.duty import duty_of
from rugdekking.police.file.handing import handed_over
from rugdekking.police.following import news_of, route_of, watches_of
from rugdekking.police.hinting import hints_of, terms_of
from rugdekking.police.models import Basis, Dossier, Part
from rugdekking.police.queries import filings_of
from rugdekking.police.status import State
from rugdekking.web.access import Visit


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do, why, and the name of the address where it is done."""

    text: str
    why: str
    page: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a file stands, as far as the next step hangs on it."""

    wish: Stands
    ended: bool = False
    in_danger: bool = False
    answered: bool = False
    filed: bool = False
    handed: bool = False
    untold: bool = False
    watched: bool = False
    late: bool = False
    may_complain: bool = False
    must_file: bool = False

    @property
    def waits_for(self) -> Stand | None:
        """The way to the police that was chosen and was not gone yet."""
        return None if self.filed else self.wish.police

    @property
    def goes(self) -> bool:
        """Something is still to go to the police."""
        return self.waits_for is not None


Rule = tuple[Callable[[Standing], bool], NextStep]
RULES: tuple[Rule, ...] = (
    (
        lambda one: one.in_danger,
        NextStep("Werk de lijst bij levensgevaar af", "Nog niet iedereen is gebeld.", "dossier-routes"),
    ),
    (
        lambda one: one.untold,
        NextStep("Vertel het nieuws aan de betrokkene", "Dat is toegezegd binnen twee werkdagen.", "dossier-follow"),
    ),
    (
        lambda one: one.late,
        NextStep("Vraag na wat is afgesproken", "Een afspraak van politie of OM is over tijd.", "dossier-follow"),
    ),
    (
        lambda one: one.must_file,
        NextStep(
            "Doe aangifte namens de organisatie, en leg het vast",
            "Dat is besloten: de organisatie is het verplicht.",
            "dossier-filing",
        ),
    ),
    (
        lambda one: one.wish.way is None or one.wish.way.undecided,
        NextStep(
            "Bespreek wat de betrokkene wil", "De wegen staan naast elkaar. De betrokkene kiest.", "dossier-choice"
        ),
    ),
    (
        lambda one: not one.answered and not one.filed,
        NextStep(
            "Beantwoord de vragen over wat er gebeurde", "Dan weet u of er een termijn loopt.", "dossier-answers"
        ),
    ),
    (
        lambda one: one.waits_for is not None and one.waits_for.may_ask,
        NextStep(
            "Vraag de betrokkene of het mag", "Zonder een ja gaat er niets naar de politie.", "dossier-agreement"
        ),
    ),
    (
        lambda one: one.waits_for is not None and one.waits_for.asked,
        NextStep("Wacht op het antwoord van de betrokkene", "De vraag staat op de eigen pagina.", "dossier-choice"),
    ),
    (
        lambda one: one.waits_for is not None and not one.waits_for.agreed,
        NextStep("Vraag in een gesprek om een ja, en leg het vast", "Deze persoon zei nog geen ja.", "dossier-wish"),
    ),
    (
        lambda one: one.goes and not one.handed,
        NextStep("Kijk het dossier na en geef het mee", "U maakt een PDF en een ZIP.", "dossier-check"),
    ),
    (
        lambda one: one.goes,
        NextStep("Leg vast dat het is gedaan", "Zet het nummer en de contactpersoon erbij.", "dossier-filing"),
    ),
    (
        lambda one: one.wish.may_ask,
        NextStep(
            "Vraag de betrokkene of het mag", "De betrokkene wil iets waar een ja voor nodig is.", "dossier-agreement"
        ),
    ),
    (
        lambda one: one.filed and not one.watched,
        NextStep("Houd de afspraken in de gaten", "Dan krijgt u een herinnering.", "dossier-watch"),
    ),
    (
        lambda one: one.filed,
        NextStep("Wacht op nieuws, en schrijf het op", "U krijgt een herinnering als het tijd is.", "dossier-news"),
    ),
    (
        lambda one: one.may_complain,
        NextStep("Let op de klachttermijn", "De betrokkene kan nog van gedachten veranderen.", "dossier-terms"),
    ),
)
LAST = NextStep("Rond het dossier af", "Er gaat niets naar de politie en er loopt geen klachttermijn.", "dossier-end")


def next_step(standing: Standing) -> NextStep | None:
    """The first thing that waits; nothing in a file that ended."""
    if standing.ended:
        return None
    return next((step for waits, step in RULES if waits(standing)), LAST)


def standing_of(visit: Visit, dossier: Dossier, *, at: datetime) -> Standing:
    """Where this file stands now."""
    ring = visit.ring
    danger = route_of(dossier, Part.DANGER, ring=ring)
    watched = [one for one in watches_of(dossier, ring=ring) if one.is_open]
    filings = filings_of(dossier, ring=ring)
    return Standing(
        wish=stands(dossier, ring=ring),
        ended=dossier.state == State.ENDED,
        in_danger=danger is not None and danger.next_stop is not None,
        answered=bool(hints_of(dossier, ring=ring, at=at).answers.answers),
        filed=bool(filings),
        handed=bool(handed_over(dossier)),
        untold=any(not one.row.told for one in news_of(dossier, ring=ring)),
        watched=bool(watched),
        late=any(one.clock is not None and one.clock.due_at < at for one in watched),
        may_complain=any(one.kind == ClockKind.COMPLAINT_TERM for one in terms_of(dossier)),
        must_file=duty_of(dossier, ring=ring) is not None and not any(one.row.basis == Basis.DUTY for one in filings),
    )
