"""Who did it, in one case: written down, told, answered, corrected, removed."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.cases.models import Case
from rugdekking.content.schema import Perpetrator as Kind
from rugdekking.kernel.time import day_of
from rugdekking.measures import operations as measures
from rugdekking.perpetrators import operations, queries
from rugdekking.perpetrators.queries import Opened
from rugdekking.perpetrators.sealing import Known
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import Question, Sure, at, filled
from rugdekking.web.office.case.frame import of_case, question_of_case, show_case
from rugdekking.web.office.case.perpetrator_forms import (
    DelayForm,
    InformForm,
    KeepForm,
    KnownForm,
    RecordForm,
    ViewForm,
)
from rugdekking.web.ui.parts import Answer
from rugdekking.web.ui.wording import day as in_words

# What the page says instead of the button, where nobody is written down.
EMOTION = (
    "Bij de feiten staat alleen emotie, kritiek of protest. Daarop legt de organisatie niemand vast. Nodig de ander"
    " liever uit voor een gesprek."
)
ELSEWHERE: Mapping[Kind, str] = {
    Kind.COLLEAGUE: (
        "Bij de feiten staat dat een collega het deed. Leg die hier niet vast: daarvoor gelden de regels voor"
        " integriteit. Overleg met de secretaris of de griffier, of met de vertrouwenspersoon integriteit."
    ),
    Kind.GROUP: "Bij de feiten staat dat het een groep was. Van een groep legt u hier niemand vast.",
    Kind.UNKNOWN: (
        "Bij de feiten staat dat niemand weet wie het deed. Kent u wel een nummer, e-mailadres of account? Pas dan"
        " eerst de feiten aan, en kies daar ‘een inwoner’."
    ),
}


@require_safe
@of_case
def overview(request: HttpRequest, visit: Visit, case: Case) -> HttpResponse:
    kind = queries.route(case, visit.ring)
    known = queries.in_case(case, visit.ring)
    met = queries.met_before(case, visit.membership)
    context = {
        "known": [{"one": one, "answers": summary(one)} for one in known],
        "met": met,
        "to_confirm": any(not one.certain for one in met),
        "elsewhere": EMOTION if queries.only_emotion(case, visit.ring) else ELSEWHERE.get(kind or Kind.RESIDENT, ""),
        "no_facts": kind is None,
        "minor": kind is Kind.MINOR,
    }
    return show_case(request, visit, case, "office/case/perpetrators.html", context)


@question_of_case
def record(request: HttpRequest, visit: Visit, case: Case) -> Question:
    form = filled(request, RecordForm)
    return _question(
        visit,
        case,
        heading="Vastleggen wie het deed",
        button="Vastleggen",
        form=form,
        act=lambda: operations.record(case, known=form.known, reason=form.why, ring=visit.ring, at=timezone.now()),
        done="Vastgelegd. Laat het de ander binnen twee weken schriftelijk weten.",
        around={
            "intro": "Alleen wat nodig is om deze persoon te herkennen. De ander mag alles lezen wat hier staat."
        },
    )


@question_of_case
def correct(request: HttpRequest, visit: Visit, case: Case, perpetrator: UUID) -> Question:
    one = _one(visit, case, perpetrator)
    form = filled(request, KnownForm, known=one.known)
    return _question(
        visit,
        case,
        heading="Gegevens verbeteren",
        button="Opslaan",
        form=form,
        act=lambda: measures.correct_perpetrator(one.row, known=form.known, ring=visit.ring, at=timezone.now()),
        done="Verbeterd.",
        around={"intro": "Een brief hierover die nog niet is verstuurd, gaat weg: daarin staat wat er eerst stond."},
    )


@question_of_case
def inform(request: HttpRequest, visit: Visit, case: Case, perpetrator: UUID) -> Question:
    one = _one(visit, case, perpetrator)
    form = filled(request, InformForm, today=day_of(timezone.now()))
    return _question(
        visit,
        case,
        heading="De ander weet dat dit is vastgelegd",
        button="Vastleggen",
        form=form,
        act=lambda: operations.inform(
            one.row, how=form.cleaned_data["how"], on=form.cleaned_data["on"], ring=visit.ring, at=timezone.now()
        ),
        done="Vastgelegd.",
        around={
            "intro": "In de brief staat wat u vastlegde, waarom en tot wanneer, en dat de ander het mag zien, er iets"
            " van mag zeggen, en mag vragen om het te verbeteren of te verwijderen."
        },
    )


@question_of_case
def delay(request: HttpRequest, visit: Visit, case: Case, perpetrator: UUID) -> Question:
    one = _one(visit, case, perpetrator)
    form = filled(request, DelayForm)
    return _question(
        visit,
        case,
        heading="De ander later inlichten",
        button="Vastleggen",
        form=form,
        act=lambda: operations.delay(
            one.row,
            until=form.cleaned_data["until"],
            reason=form.cleaned_data["reason"],
            ring=visit.ring,
            at=timezone.now(),
        ),
        done="Vastgelegd. Op die dag krijgt u een herinnering.",
    )


@question_of_case
def note_view(request: HttpRequest, visit: Visit, case: Case, perpetrator: UUID) -> Question:
    one = _one(visit, case, perpetrator)
    form = filled(request, ViewForm, today=day_of(timezone.now()))
    return _question(
        visit,
        case,
        heading="Wat de ander ervan zegt",
        button="Opslaan",
        form=form,
        act=lambda: operations.note_view(
            one.row, view=form.cleaned_data["view"], on=form.cleaned_data["on"], ring=visit.ring, at=timezone.now()
        ),
        done="Opgeslagen. Het staat naast de gegevens.",
    )


@question_of_case
def keep_longer(request: HttpRequest, visit: Visit, case: Case, perpetrator: UUID) -> Question:
    one = _one(visit, case, perpetrator)
    form = filled(request, KeepForm)
    return _question(
        visit,
        case,
        heading="Langer bewaren",
        button="Langer bewaren",
        form=form,
        act=lambda: operations.keep_longer(
            one.row, reason=form.cleaned_data["reason"], ring=visit.ring, at=timezone.now()
        ),
        done="De gegevens blijven langer bewaard.",
        around={
            "intro": "Vanaf vandaag geldt dan opnieuw de tijd waarin het protocol herhaling telt. Schrijf de ander"
            " waarom: maak daarna de brief over wat is vastgelegd opnieuw."
        },
    )


@question_of_case
def remove(request: HttpRequest, visit: Visit, case: Case, perpetrator: UUID) -> Question:
    one = _one(visit, case, perpetrator)
    if one.row.removal_asked_on is None:
        return _question(
            visit,
            case,
            heading="Gegevens laten verwijderen",
            button="Laten verwijderen",
            form=filled(request, Sure),
            act=lambda: measures.ask_removal(one.row, ring=visit.ring, at=timezone.now()),
            done="Deze persoon wordt niet meer herkend. Een collega of de vervanger verwijdert de gegevens.",
            around={
                "intro": "Deze persoon wordt meteen niet meer herkend. Een kaart met deze naam gaat weg bij de balie."
                " Een collega of de vervanger kijkt mee en verwijdert daarna de gegevens."
            },
        )
    return _question(
        visit,
        case,
        heading="Gegevens verwijderen",
        button="Verwijderen",
        form=filled(request, Sure),
        act=lambda: operations.remove(one.row, ring=visit.ring, at=timezone.now()),
        done="Verwijderd. In de tijdlijn blijft staan dat er iets was vastgelegd.",
        around={"intro": "Een collega vroeg dit. Het kan niet ongedaan worden gemaakt."},
    )


@question_of_case
def keep(request: HttpRequest, visit: Visit, case: Case, perpetrator: UUID) -> Question:
    one = _one(visit, case, perpetrator)
    form = filled(request, KeepForm)
    own = one.row.removal_asked_by_id == visit.membership.pk
    return _question(
        visit,
        case,
        heading="De gegevens toch bewaren",
        button="Toch bewaren",
        form=form,
        act=lambda: measures.keep_after_all(
            one.row, reason=form.cleaned_data["reason"], ring=visit.ring, at=timezone.now()
        ),
        done="De gegevens blijven, en de reden staat erbij.",
        around={
            "intro": ("U neemt uw vraag terug." if own else "U wijst de vraag van uw collega af.")
            + " Deze persoon kan daarna weer worden herkend, en een kaart bij de balie komt terug."
        },
    )


def summary(one: Opened) -> list[Answer]:
    """What stands in the record; of the facts only those that are known."""
    known: Known = one.known
    row = one.row
    facts = [
        Answer("Telefoon", "\n".join(known.phones)),
        Answer("E-mail", "\n".join(known.emails)),
        Answer("Accounts", "\n".join(known.handles)),
        Answer("Adres", known.address),
    ]
    return [
        *(fact for fact in facts if fact.text),
        Answer("Waarvoor en waarom", f"Voor {row.get_purpose_display()}. {one.reason}"),
        Answer("Vastgelegd", f"{in_words(row.recorded_on)}, door {row.recorded_by.person.name}"),
        Answer("Ingelicht", _informed(one)),
        Answer("Wat de ander ervan zegt", one.view),
        Answer("Bewaard tot", in_words(row.until)),
    ]


def _informed(one: Opened) -> str:
    if one.row.informed_on is not None:
        return f"{in_words(one.row.informed_on)}. {one.informed}"
    later = f" Later, want: {one.delay}" if one.delay else ""
    return f"Nog niet. Uiterlijk {in_words(one.row.inform_by)}.{later}"


def _one(visit: Visit, case: Case, perpetrator: UUID) -> Opened:
    found = queries.one_in(case, perpetrator, visit.ring)
    if found is None:
        raise Http404
    return found


def _question(visit: Visit, case: Case, **parts: Any) -> Question:  # noqa: ANN401  (what a question takes)
    return Question(to=at(visit, "case-perpetrators", case.reference), **parts)
