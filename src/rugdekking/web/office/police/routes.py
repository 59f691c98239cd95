"""Threat to life, a secured home, and ondermijning: what to do in which order, and what was done."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.cases.models import Case
from rugdekking.cases.queries import reports_of
from rugdekking.content.queries import latest
from rugdekking.content.schema import Offices, Subversion
from rugdekking.kernel.time import day_of
from rugdekking.police import following
from rugdekking.police import operations as police
from rugdekking.police.models import Dossier, Part
from rugdekking.police.queries import sheet
from rugdekking.police.routes import route_in, shipped_route
from rugdekking.police.writing import Duty
from rugdekking.reports.queries import stories
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import Question, at, filled
from rugdekking.web.office.case.frame import of_case, show_case
from rugdekking.web.office.police.danger import call_lists
from rugdekking.web.office.police.frame import of_dossier, question_of_dossier, show_dossier
from rugdekking.web.office.police.route_forms import BeginForm, DecideForm, DutyForm, TakenForm

# The word in the address, and the sheet that it stands for.
ROUTES: Mapping[str, Part] = {
    "levensgevaar": Part.DANGER,
    "woning": Part.SECURITY,
    "ondermijning": Part.SUBVERSION,
}


@require_safe
@of_case
def danger(request: HttpRequest, visit: Visit, case: Case) -> HttpResponse:
    """Whom to call, for everybody of this case whose office is known: one page to print."""
    told = stories([report for report in reports_of(case) if report.is_open_to_desk], visit.ring)
    context = {
        "shipped": shipped_route(Part.DANGER, case.organisation),
        "lists": call_lists(case.organisation, told.values()),
    }
    return show_case(request, visit, case, "office/police/danger.html", context)


@require_safe
@of_dossier
def overview(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier) -> HttpResponse:
    listed = [
        (word, shipped_route(part, dossier.organisation), following.route_of(dossier, part, ring=visit.ring))
        for word, part in ROUTES.items()
    ]
    return show_dossier(request, visit, dossier, "office/police/routes.html", {"routes": listed})


@require_safe
@of_dossier
def one(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier, route: str) -> HttpResponse:
    part = _part(route)
    opened = following.route_of(dossier, part, ring=visit.ring)
    shipped = (
        shipped_route(part, dossier.organisation)
        if opened is None
        else route_in(part, dossier.organisation, opened.followed.version)
    )
    context = {
        "word": route,
        "route": shipped,
        "opened": opened,
        "subversion": shipped if isinstance(shipped, Subversion) else None,
        "office": _office_label(dossier, opened.followed.office if opened else ""),
        "pointed": _pointed(shipped, opened.followed.answers if opened else ()),
        "decided": sheet(dossier, Part.DUTY, Duty, ring=visit.ring),
    }
    return show_dossier(request, visit, dossier, "office/police/route.html", context)


@question_of_dossier
def begin(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier, route: str) -> Question:
    part = _part(route)
    listed = latest(Offices, dossier.organisation.kind).offices
    form = filled(request, BeginForm, offices=listed, known=_known_office(visit, dossier))
    return Question(
        heading=shipped_route(part, dossier.organisation).title,
        button="Beginnen",
        form=form,
        act=lambda: police.begin_route(
            dossier, part, office=form.cleaned_data["office"], ring=visit.ring, at=timezone.now()
        ),
        done="Begonnen. De stappen staan klaar.",
        to=_home(visit, dossier, route),
        around={"intro": "De functie bepaalt welke stappen erbij horen."},
    )


@question_of_dossier
def step(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier, route: str, stop: str) -> Question:
    part = _part(route)
    opened = following.route_of(dossier, part, ring=visit.ring)
    found = next((one for one in (opened.stops if opened else ()) if one.step.code == stop), None)
    if found is None:
        raise Http404
    form = filled(request, TakenForm, today=day_of(timezone.now()))
    return Question(
        heading=found.step.title,
        button="Gedaan",
        form=form,
        act=lambda: police.take_step(dossier, part, form.taken(stop), ring=visit.ring, at=timezone.now()),
        done="Vastgelegd.",
        to=_home(visit, dossier, route),
        around={"intro": found.step.text},
    )


@question_of_dossier
def duty(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier) -> Question:
    opened = following.route_of(dossier, Part.SUBVERSION, ring=visit.ring)
    if opened is None:
        raise Http404
    shipped = route_in(Part.SUBVERSION, dossier.organisation, opened.followed.version)
    if not isinstance(shipped, Subversion):
        raise Http404
    form = filled(
        request,
        DutyForm,
        questions=shipped.duty.questions,
        answers=opened.followed.answers,
    )
    return Question(
        heading=shipped.duty.title,
        button="Opslaan",
        form=form,
        act=lambda: police.answer_duty(dossier, form.answers, ring=visit.ring, at=timezone.now()),
        done="Opgeslagen. Bespreek het met de coördinator en een jurist.",
        to=_home(visit, dossier, "ondermijning"),
        around={"intro": f"{shipped.duty.text} {shipped.duty.doubt}"},
    )


@question_of_dossier
def decide_duty(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier) -> Question:
    """What was decided about the duty: then the organisation may file, also against the wish."""
    form = filled(request, DecideForm, today=day_of(timezone.now()))
    return Question(
        heading="Wat is er besloten over de plicht?",
        button="Vastleggen",
        form=form,
        act=lambda: police.decide_duty(dossier, form.duty, ring=visit.ring, at=timezone.now()),
        done="Vastgelegd.",
        to=_home(visit, dossier, "ondermijning"),
        around={
            "intro": "De organisatie beslist, met een jurist. Vertel de betrokkene vooraf wat er gebeurt, waarom, en "
            "wat de andere kant ervan kan zien."
        },
    )


def _part(route: str) -> Part:
    if route not in ROUTES:
        raise Http404
    return ROUTES[route]


def _home(visit: Visit, dossier: Dossier, route: str) -> str:
    return at(visit, "dossier-route", dossier.case.reference, dossier.pk, route)


def _office_label(dossier: Dossier, code: str) -> str:
    found = latest(Offices, dossier.organisation.kind).office(code)
    return found.label if found else "Niet bekend"


def _known_office(visit: Visit, dossier: Dossier) -> str:
    """What the person told, when they reported themselves."""
    report = dossier.person.report
    told = {} if report is None or not report.is_open_to_desk else stories([report], visit.ring)
    return next((story.me.office for story in told.values()), "")


def _pointed(shipped: object, answers: tuple[str, ...]) -> str:
    """What the answers point at, in the words of the route; nothing before somebody answered."""
    if not isinstance(shipped, Subversion) or not answers:
        return ""
    if "no" in answers:
        return shipped.duty.unmet
    return shipped.duty.met if set(answers) == {"yes"} else shipped.duty.unknown
