"""What a scan shows of itself, ready for a template: all that could be said of any answer, or what was chosen."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from rugdekking.content.schema import Advice, Scan, ScanChoice, ScanQuestion
from rugdekking.content.schema.scan import Signpost
from rugdekking.scans.plan import FIRST, LATER
from rugdekking.scans.weighing import Outcome


@dataclass(frozen=True, slots=True)
class Item:
    """One answer with what it gives: advice with its link, or a thought."""

    question: ScanQuestion
    choice: ScanChoice
    link: str

    @property
    def advice(self) -> Advice | None:
        return self.choice.advice


def slug_of(scan: Scan) -> str:
    """What a scan is called in its address."""
    return scan.id.replace("_", "-")


def every_item(scan: Scan, slug: str) -> list[Item]:
    """Everything that the page could say, for the script that chooses on the device."""
    return [_item(question, choice, slug) for question, choice in scan.choices() if choice.points or not scan.bands]


def lists(scan: Scan) -> list[tuple[str, str, str]]:
    """The lists of a plan: code, heading, and for thoughts the questions that belong there."""
    if scan.bands:
        return [("first", FIRST, ""), ("later", LATER, "")]
    return [(one.code, one.title, " ".join(each.code for each in one.questions)) for one in scan.themes]


def items(scan: Scan, named: Iterable[tuple[str, str]], slug: str) -> list[Item]:
    known = {(question.code, choice.code): (question, choice) for question, choice in scan.choices()}
    return [_item(*known[name], slug) for name in named]


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


def address_of(link: Signpost, slug: str) -> str:
    """Where a link of a scan leads for a visitor of this organisation; nothing when there is no such page."""
    kind, _, name = link.to.partition(":")
    if kind in {"tel", "https"}:
        return link.to
    try:
        if kind == "desk":
            return reverse(f"public:{name}", args=[slug])
        return reverse("scans:scan", args=[slug, name.replace("_", "-")]) if kind == "scan" else ""
    except NoReverseMatch:
        return ""


def _item(question: ScanQuestion, choice: ScanChoice, slug: str) -> Item:
    link = choice.advice.link if choice.advice else None
    return Item(question, choice, address_of(link, slug) if link else "")
