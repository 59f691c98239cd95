"""What stands online: how to keep it, telling the platform, and its answer."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.cases.models import Case
from rugdekking.content.queries import latest
from rugdekking.content.schema import Passage, Passages
from rugdekking.kernel.time import day_of
from rugdekking.police import following
from rugdekking.police import operations as police
from rugdekking.police.agreeing import has_agreed
from rugdekking.police.following import OpenOnline
from rugdekking.police.models import Answer, Dossier
from rugdekking.reports.choices import Step
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import Question, at, filled
from rugdekking.web.office.police.frame import of_dossier, question_of_dossier, show_dossier
from rugdekking.web.office.police.online_forms import KEPT, AnsweredForm, NoticedForm, PlaceForm

BEFORE_BLOCKING = "before_block"


@require_safe
@of_dossier
def overview(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier) -> HttpResponse:
    listed = following.online_of(dossier, ring=visit.ring)
    context = {
        "online": [(one, _missing(one)) for one in listed],
        "places": _places(),
        "before_blocking": latest(Passages, "capture").passage(BEFORE_BLOCKING),
        "agreed": has_agreed(dossier, Step.PLATFORM),
        "letters": [one for one in following.letters_of(dossier, ring=visit.ring) if one.row.about_id],
    }
    return show_dossier(request, visit, dossier, "office/police/online.html", context)


@question_of_dossier
def add(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier) -> Question:
    form = filled(request, PlaceForm, places=_places())
    return Question(
        heading="Opschrijven wat online staat",
        button="Opslaan",
        form=form,
        act=lambda: police.keep_online(dossier, form.place, ring=visit.ring, at=timezone.now()),
        done="Opgeschreven. Er gaat nog niets naar het platform.",
        to=_home(visit, dossier),
        around={"intro": latest(Passages, "capture").passage(BEFORE_BLOCKING).text},
    )


@question_of_dossier
def change(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier, online: UUID) -> Question:
    found = _online(visit, dossier, online)
    form = filled(request, PlaceForm, places=_places(), known=found.place)
    return Question(
        heading="Verbeteren wat online staat",
        button="Opslaan",
        form=form,
        act=lambda: police.correct_online(
            found.row, form.place, seen=found.row.changes, ring=visit.ring, at=timezone.now()
        ),
        done="Verbeterd.",
        to=_home(visit, dossier),
    )


@question_of_dossier
def notice(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier, online: UUID) -> Question:
    found = _online(visit, dossier, online)
    form = filled(request, NoticedForm, today=day_of(timezone.now()))
    return Question(
        heading="Gemeld bij het platform",
        button="Vastleggen",
        form=form,
        act=lambda: police.notice_platform(found.row, on=form.cleaned_data["on"], ring=visit.ring, at=timezone.now()),
        done="Vastgelegd. Na een week vraagt u het na.",
        to=_home(visit, dossier),
        around={
            "intro": "Voor als u het formulier van het platform gebruikte. Schreef u een brief? Leg het daar vast."
        },
    )


@question_of_dossier
def answer(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier, online: UUID) -> Question:
    found = _online(visit, dossier, online)
    form = filled(request, AnsweredForm, today=day_of(timezone.now()))
    return Question(
        heading="Antwoord van het platform",
        button="Vastleggen",
        form=form,
        act=lambda: police.platform_answered(
            found.row,
            answer=Answer(form.cleaned_data["answer"]),
            on=form.cleaned_data["on"],
            ring=visit.ring,
            at=timezone.now(),
        ),
        done="Vastgelegd.",
        to=_home(visit, dossier),
        around={"intro": "Staat het er nog? Het platform moet zeggen waarom, en hoe u bezwaar maakt."},
    )


def _home(visit: Visit, dossier: Dossier) -> str:
    return at(visit, "dossier-online", dossier.case.reference, dossier.pk)


def _places() -> list[Passage]:
    return [one for one in latest(Passages, "capture").passages if one.code != BEFORE_BLOCKING]


def _missing(found: OpenOnline) -> list[str]:
    """What is still to be kept before somebody blocks or the platform removes it. An export is extra."""
    return [words for code, words in KEPT.items() if code not in found.place.kept and code != "export"]


def _online(visit: Visit, dossier: Dossier, online: UUID) -> OpenOnline:
    found = following.one_online(dossier, online, ring=visit.ring)
    if found is None:
        raise Http404
    return found
