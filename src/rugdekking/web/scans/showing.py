"""What a scan shows of itself, ready for a template: all that could be said of any answer, or what was chosen."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from rugdekking.content.queries import latest
from rugdekking.content.schema import Advice, Plan, Scan, ScanChoice, ScanKind, ScanQuestion
from rugdekking.organisations.models import Organisation
from rugdekking.plans.preparation import SHIPPED
from rugdekking.plans.queries import role_labels
from rugdekking.scans.plan import FIRST, LATER, who
from rugdekking.scans.weighing import Outcome
from rugdekking.web.help.links import resolver

# What stands above the outcome, and on the button that leads there.
HEADINGS: Mapping[ScanKind, str] = {
    ScanKind.PERSONAL: "Uw plan",
    ScanKind.REFLECTION: "Om over te praten",
    ScanKind.ORGANISATION: "Beeld van de risico’s",
}
BUTTONS: Mapping[ScanKind, str] = {
    ScanKind.PERSONAL: "Naar mijn plan",
    ScanKind.REFLECTION: "Naar de gedachten",
    ScanKind.ORGANISATION: "Naar het beeld",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One answer with what it gives: advice with its link and who does it, or a thought."""

    question: ScanQuestion
    choice: ScanChoice
    link: str
    who: str

    @property
    def advice(self) -> Advice | None:
        return self.choice.advice


def every_item(scan: Scan, organisation: Organisation) -> list[Item]:
    """Everything that the page could say, for the script that chooses on the device."""
    make = _items(organisation)
    return [make(question, choice) for question, choice in scan.choices() if choice.points or not scan.bands]


def lists(scan: Scan) -> list[tuple[str, str, str]]:
    """The lists of a plan: code, heading, and for thoughts the questions that belong there."""
    if scan.bands:
        return [("first", FIRST, ""), ("later", LATER, "")]
    return [(one.code, one.title, " ".join(each.code for each in one.questions)) for one in scan.themes]


def items(scan: Scan, named: Iterable[tuple[str, str]], organisation: Organisation) -> list[Item]:
    known = {(question.code, choice.code): (question, choice) for question, choice in scan.choices()}
    make = _items(organisation)
    return [make(*known[name]) for name in named]


def levels(scan: Scan, outcome: Outcome) -> list[tuple[str, str, str]]:
    """Per theme that somebody answered: its title, how it stands, and a sentence about that."""
    titles = {theme.code: theme.title for theme in scan.themes}
    bands = {band.code: band for band in scan.bands}
    return [(titles[part.code], bands[part.band].title, bands[part.band].text) for part in outcome.parts if part.band]


def by_theme(scan: Scan, shown: Iterable[Item]) -> list[tuple[str, list[Item]]]:
    """The thoughts under their themes."""
    listed = list(shown)
    found = []
    for theme in scan.themes:
        codes = {one.code for one in theme.questions}
        within = [one for one in listed if one.question.code in codes]
        if within:
            found.append((theme.title, within))
    return found


def roles_in(organisation: Organisation) -> Mapping[str, str]:
    """What the roles of the plan of a year are called here: griffier, or statengriffier."""
    return role_labels(latest(Plan, SHIPPED), organisation)


def _items(organisation: Organisation) -> Callable[[ScanQuestion, ScanChoice], Item]:
    resolve, roles = resolver(organisation.slug), roles_in(organisation)

    def made(question: ScanQuestion, choice: ScanChoice) -> Item:
        advice = choice.advice
        link = resolve(advice.link.to) if advice and advice.link else ""
        return Item(question, choice, link, who(advice, roles) if advice else "")

    return made
