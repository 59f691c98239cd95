"""A story as the desk reads it: every question with what was answered, in the order in which it was asked."""

from collections.abc import Iterable
from datetime import date

from rugdekking.content.queries import latest
from rugdekking.content.schema import Choices, Offices
from rugdekking.organisations.models import Organisation
from rugdekking.organisations.queries import members
from rugdekking.organisations.roles import Role
from rugdekking.reports.story import For, KeepOut, Moment, Story, Target
from rugdekking.web.office.report import wording
from rugdekking.web.ui.parts import Answer
from rugdekking.web.ui.wording import day


def answers(story: Story, organisation: Organisation) -> list[Answer]:
    """What was told. Questions that nobody answered are left out: the desk asks what it still needs."""
    told = [*_what(story), *_around(story), *_people(story, organisation), *_wishes(story)]
    return [Answer(question, text) for question, text in told if text]


def _what(story: Story) -> Iterable[tuple[str, str]]:
    yield "Nu veilig?", wording.SAFE[story.safe_now]
    yield "Wat is er gebeurd?", story.what
    yield "Wat weet de melder als eerste nog?", story.first
    yield "Wat is er letterlijk gezegd of geschreven?", story.literal
    yield "Wat deed de melder daarna?", story.then
    yield "Wie was erbij?", story.others
    chosen = latest(Choices, "behaviours").choice(story.behaviour) if story.behaviour else None
    yield "Wat past het best, volgens de melder", "" if chosen is None else chosen.label


def _around(story: Story) -> Iterable[tuple[str, str]]:
    yield "Wanneer", _when(story)
    yield "Waar", _lines(wording.CHANNELS.get(story.channel, ""), story.place)
    yield "Wie deed het", _lines("" if story.who.kind is None else wording.WHO[story.who.kind], story.who.words)
    yield "Gericht op", _lines(*(wording.TARGETS[target] for target in Target if target in story.targets))


def _people(story: Story, organisation: Organisation) -> Iterable[tuple[str, str]]:
    office = latest(Offices, organisation.kind).office(story.me.office) if story.me.office else None
    label = "" if office is None else office.label
    yield "Hoe de melder bekend wil zijn", _lines(wording.KNOWN_AS[story.me.known_as], story.me.name, label)
    yield "Voor wie", _for_whom(story)
    yield "Wie dit niet mag weten", _kept_out(story.keep_out, organisation)


def _wishes(story: Story) -> Iterable[tuple[str, str]]:
    yield "Wat de melder wil", "" if story.wish is None else wording.WISHES[story.wish]
    contact = story.contact
    mail = "Krijgt een mail als er een bericht is" if contact.mail_me else ""
    yield "Bereikbaar", _lines(contact.phone, contact.moment, contact.email, mail)


def _when(story: Story) -> str:
    when = story.when
    days = " tot en met ".join(day(date.fromisoformat(one)) for one in (when.day, when.until) if one)
    how = "" if when.moment in {None, Moment.EXACT} else wording.MOMENTS[when.moment]
    return _lines(how, days, when.time, when.words)


def _for_whom(story: Story) -> str:
    if story.reporting_for == For.SELF:
        return wording.FOR_WHOM[For.SELF]
    knows = {True: "Deze persoon weet van de melding", False: "Deze persoon weet nog niet van de melding", None: ""}
    about = story.concerned
    return _lines(wording.FOR_WHOM[story.reporting_for], about.name, about.contact, knows[about.knows_of_it])


def _kept_out(keep_out: KeepOut, organisation: Organisation) -> str:
    if not keep_out:
        return ""
    named = members(organisation.pk).filter(pk__in=keep_out.members)
    roles = [Role(role).label for role in keep_out.roles if role in Role.values]
    return _lines(*(f"{one.person.name}, {one.title}" for one in named), *roles, keep_out.names)


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
