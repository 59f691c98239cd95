"""Every answer of a story in words, for the check page: what was skipped is there too."""

from collections.abc import Iterable, Mapping
from datetime import date

from django import forms

from rugdekking.content.queries import latest
from rugdekking.content.schema import Choices, Offices
from rugdekking.reports.files import StoredFile
from rugdekking.reports.story import For, Moment, Story, Target
from rugdekking.web.public.forms.incident import AimForm, WhenForm, WhoForm
from rugdekking.web.public.forms.people import FOR_WHOM, KNOWN_AS, WAYS, WISHES
from rugdekking.web.public.places import Place
from rugdekking.web.public.steps import STEPS
from rugdekking.web.ui import wording
from rugdekking.web.ui.parts import Answer

SAFE = {True: "Ja", False: "Nee, ik ben nu niet veilig", None: ""}


def answers(story: Story, *, files: Iterable[StoredFile], place: Place, change: Mapping[str, str]) -> list[Answer]:
    """One line per step of the full path. `change` gives the address where each step is changed."""
    said = {**_incident(story), **_people(story, place)}
    said["bestanden"] = _lines(f"{file.name} ({wording.size(file.size)})" for file in files)
    return [Answer(step.title, said[step.name], change[step.name]) for step in STEPS]


def _incident(story: Story) -> dict[str, str]:
    prompts = (story.what, story.first, story.literal, story.then, story.others)
    behaviour = latest(Choices, "behaviours").choice(story.behaviour) if story.behaviour else None
    channel = latest(Choices, "channels").choice(story.channel) if story.channel else None
    return {
        "veilig": SAFE[story.safe_now],
        "wat": "\n\n".join(filter(None, (*prompts, behaviour.label if behaviour else ""))),
        "wanneer": _when(story),
        "waar": _lines((channel.label if channel else "", story.place)),
        "wie": _lines((_chosen(WhoForm, "kind", story.who.kind), story.who.words)),
        "gericht": _lines(_chosen(AimForm, "targets", target) for target in Target if target in story.targets),
    }


def _people(story: Story, place: Place) -> dict[str, str]:
    office = latest(Offices, place.organisation.kind).office(story.me.office) if story.me.office else None
    kept_out = [reader.title for reader in place.readers if reader.id in story.keep_out.members]
    contact = story.contact
    way = dict(WAYS)[contact.reach] if contact.reach else ""
    return {
        "uzelf": _lines((dict(KNOWN_AS)[story.me.known_as], story.me.name, office.label if office else "")),
        "voor-wie": _for_whom(story),
        "niet-weten": _lines((*kept_out, story.keep_out.names)),
        "wens": dict(WISHES)[story.wish] if story.wish else "",
        "bereik": _lines((way, contact.phone, contact.moment, contact.email)),
    }


def _when(story: Story) -> str:
    when = story.when
    days = [wording.day(date.fromisoformat(day)) for day in (when.day, when.until) if day]
    label = "" if when.moment in {None, Moment.EXACT} else _chosen(WhenForm, "moment", when.moment)
    return _lines((label, " tot en met ".join(days), when.words))


def _for_whom(story: Story) -> str:
    knows = {True: "Deze persoon weet dat ik meld", False: "Deze persoon weet nog niet dat ik meld", None: ""}
    concerned = story.concerned
    about = (concerned.name, concerned.contact, knows[concerned.knows_of_it])
    return _lines((dict(FOR_WHOM)[story.reporting_for], *(about if story.reporting_for != For.SELF else ())))


def _chosen(form: type[forms.Form], field: str, code: str | None) -> str:
    return str(dict(form.base_fields[field].choices).get(code, ""))  # type: ignore[attr-defined]


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part)
