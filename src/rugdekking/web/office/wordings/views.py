"""Letters in the organisation's own words and on its own paper."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from rugdekking.content.queries import everything
from rugdekking.content.schema import Letter as Text
from rugdekking.kernel.time import day_of
from rugdekking.measures.letters import house as letters
from rugdekking.measures.letters import queries
from rugdekking.measures.letters.own import FaultyWording, in_own_words
from rugdekking.organisations.roles import DESK, Role
from rugdekking.rendering import templates
from rugdekking.rendering.checking import BLANKS, LARGEST
from rugdekking.web.access import Visit, office
from rugdekking.web.office.asking import Question, Sure, a_question, accepted, at, filled
from rugdekking.web.office.page import show
from rugdekking.web.office.saving import saved
from rugdekking.web.office.wordings.forms import TemplateForm, WordingForm
from rugdekking.web.uploads import looked_into, takes_files

READERS = (Role.ADMINISTRATOR, Role.DEPUTY, *DESK)
EDITOR = Role.COORDINATOR


@require_safe
@office(*READERS)
def overview(request: HttpRequest, visit: Visit) -> HttpResponse:
    organisation = visit.membership.organisation
    own = queries.wordings_of(organisation.pk)
    context = {
        "texts": queries.texts_of(organisation),
        "own": own,
        "wrong": [name for name, row in own.items() if queries.what_is_wrong(row)],
        "template": queries.template_of(organisation) is not None,
        "may_change": EDITOR in visit.roles,
    }
    return show(request, visit, "office/letters/overview.html", context)


@require_safe
@office(*READERS)
def example(_request: HttpRequest, visit: Visit, text: str, form: str) -> HttpResponse:
    """The letter with the name of each slot where its words will stand, on the organisation's own paper."""
    written = queries.example_of(_text(visit, text), visit.desk, on=day_of(timezone.now()))
    organisation = visit.membership.organisation
    return saved("voorbeeld", form, lambda: queries.as_file(written, organisation, form=form))


@require_http_methods(["GET", "POST"])
@office(EDITOR)
def wording(request: HttpRequest, visit: Visit, text: str) -> HttpResponse:
    """The words of one letter: change them, look, keep them."""
    now, shipped = _text(visit, text), _shipped(text)
    known = queries.wordings_of(visit.membership.organisation_id).get(text)
    words = None if known is None else queries.words_of(known)
    form = filled(request, WordingForm, words=words, shipped=shipped)
    letter = None
    if "bekijk" in request.POST:
        letter = _looked_at(visit, form, shipped)
    elif accepted(request, form, lambda: _keep(request, visit, form, text)):
        messages.success(request, "Opgeslagen. Nieuwe brieven hebben deze tekst.")
        return redirect(at(visit, "letters"))
    context = {
        "text": now,
        "form": form,
        "letter": letter,
        "known": known,
        "wrong": "" if known is None else queries.what_is_wrong(known),
        "newer": known is not None and known.from_version < shipped.version,
        "seen": request.POST.get("gezien", known.changes if known else 0),
        "shipped": shipped,
    }
    return show(request, visit, "office/letters/wording.html", context)


@a_question(office(EDITOR))
def restore(request: HttpRequest, visit: Visit, text: str) -> Question:
    return Question(
        heading=f"Terug naar de meegeleverde tekst: {_text(visit, text).title}",
        button="Meegeleverde tekst terugzetten",
        form=filled(request, Sure),
        act=lambda: letters.restore_wording(
            visit.membership.organisation, name=text, by=visit.actor, at=timezone.now()
        ),
        done="De meegeleverde tekst staat er weer.",
        to=at(visit, "letters"),
        around={
            "intro": "Uw eigen tekst van deze brief verdwijnt. Brieven die al zijn gemaakt, blijven zoals ze zijn."
        },
    )


@takes_files
@require_http_methods(["GET", "POST"])
@office(EDITOR)
def template(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The organisation's own Word template. One that cannot be used says why; the former one stays."""
    organisation = visit.membership.organisation
    form = TemplateForm(request.POST, request.FILES) if request.method == "POST" else TemplateForm()

    def put() -> None:
        content = looked_into(form.cleaned_data["template"], largest=LARGEST)
        letters.put_letterhead(organisation, template=content, by=visit.actor, at=timezone.now())

    if accepted(request, form, put):
        messages.success(request, "Opgeslagen. Brieven in Word krijgen deze opmaak.")
        return redirect(at(visit, "letters"))
    context = {"form": form, "has_one": queries.template_of(organisation) is not None, "blanks": BLANKS.items()}
    return show(request, visit, "office/letters/template.html", context)


@a_question(office(EDITOR))
def drop_template(request: HttpRequest, visit: Visit) -> Question:
    return Question(
        heading="Het eigen sjabloon weghalen",
        button="Weghalen",
        form=filled(request, Sure),
        act=lambda: letters.drop_letterhead(visit.membership.organisation, by=visit.actor, at=timezone.now()),
        done="Weggehaald. Brieven in Word krijgen weer de gewone opmaak.",
        to=at(visit, "letters"),
        around={"intro": "Brieven die al zijn gemaakt, krijgen bij het opslaan ook weer de gewone opmaak."},
    )


@require_safe
@office(*READERS)
def plain_template(_request: HttpRequest, _visit: Visit) -> HttpResponse:
    """The plain template, to begin one's own with."""
    return saved("sjabloon", "docx", templates.plain)


def _text(visit: Visit, name: str) -> Text:
    found = queries.text_of(visit.membership.organisation, name)
    if found is None:
        raise Http404
    return found


def _shipped(name: str) -> Text:
    return next(one for one in everything(Text) if one.id == name)


def _looked_at(visit: Visit, form: WordingForm, shipped: Text) -> object:
    """An example in the words that were typed; none when they cannot stand, which the form then tells."""
    if not form.is_valid():
        return None
    try:
        own = in_own_words(shipped, form.words)
    except FaultyWording as refusal:
        form.add_error(None, str(refusal.reason))
        return None
    return queries.example_of(own, visit.desk, on=day_of(timezone.now()))


def _keep(request: HttpRequest, visit: Visit, form: WordingForm, name: str) -> None:
    seen = _number(request.POST, "gezien")
    organisation = visit.membership.organisation
    letters.change_wording(organisation, name=name, words=form.words, seen=seen, by=visit.actor, at=timezone.now())


def _number(posted: Mapping[str, Any], name: str) -> int:
    given = str(posted.get(name, ""))
    return int(given) if given.isdecimal() and len(given) < 10 else 0
