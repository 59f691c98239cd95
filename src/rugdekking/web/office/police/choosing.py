"""Choosing together: the ways to go on, the wish, what may be an offence, and until when something can be done."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from msgspec.structs import replace

from rugdekking.cases.models import Case
from rugdekking.cases.owning import owner_report
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind
from rugdekking.content.queries import latest
from rugdekking.content.schema import Offences, Ways
from rugdekking.kernel.time import day_of
from rugdekking.police import operations as police
from rugdekking.police.choosing import options, stands, ways_of
from rugdekking.police.duty import duty_of
from rugdekking.police.hinting import Hinted, hints_of, terms_of
from rugdekking.police.models import Dossier, Part
from rugdekking.police.queries import filings_of, sheet, sheets
from rugdekking.police.sheets import Wish
from rugdekking.police.terms import last_day_to_take_back
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import Question, Sure, at, filled
from rugdekking.web.office.police.choosing_forms import (
    AlsoForm,
    AnswersForm,
    EndForm,
    FilingForm,
    TakeBackForm,
    TermForm,
    WishForm,
)
from rugdekking.web.office.police.frame import of_dossier, question_of_dossier, show_dossier

# A prosecution takes time to begin, so the warning comes well before.
SOON_TOO_OLD = timedelta(weeks=26)
MUST_FILE = (
    "Wat de betrokkene wilde en waar die ja op zei. Of de aangifte die de organisatie moet doen: kies dan bij "
    "‘Door wie?’ de organisatie."
)


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term that runs, with its last day, and whether that has passed."""

    clock: Clock
    last: date
    late: bool


@require_safe
@of_dossier
def choice(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier) -> HttpResponse:
    wishes = sheets(dossier, Part.WISH, Wish, ring=visit.ring)
    ways = latest(Ways, "police")
    context = {
        "ways": ways,
        "options": options(dossier, ring=visit.ring, at=timezone.now()),
        "stands": stands(dossier, ring=visit.ring),
        "wishes": [(one, ways_of(one.written)) for one in wishes],
        "hinted": hints_of(dossier, ring=visit.ring, at=timezone.now()),
        "filings": filings_of(dossier, ring=visit.ring),
        "decided": duty_of(dossier, ring=visit.ring),
    }
    return show_dossier(request, visit, dossier, "office/police/choice.html", context)


@question_of_dossier
def wish(request: HttpRequest, visit: Visit, case: Case, dossier: Dossier) -> Question:
    form = filled(
        request,
        WishForm,
        ways=latest(Ways, "police"),
        now=sheet(dossier, Part.WISH, Wish, ring=visit.ring),
        has_own_page=owner_report(dossier.person) is not None,
    )
    return Question(
        heading="Wat wil de betrokkene?",
        button="Vastleggen",
        form=form,
        act=lambda: police.record_wish(dossier, wish=form.wish, ring=visit.ring, at=timezone.now()),
        done="Vastgelegd. De betrokkene kan dit altijd veranderen.",
        to=at(visit, "dossier-choice", case.reference, dossier.pk),
        around={"intro": "Alleen wat de betrokkene zelf zei. Deze wens gaat voor."},
    )


@question_of_dossier
def agreement(request: HttpRequest, visit: Visit, case: Case, dossier: Dossier) -> Question:
    asked = [one.way for one in stands(dossier, ring=visit.ring).each if one.may_ask]
    about = " en ".join(f"‘{way.title}’" for way in asked) or "wat de betrokkene koos"
    return Question(
        heading=f"Mag dit: {about}?",
        button="De vraag op de eigen pagina zetten",
        form=filled(request, Sure),
        act=lambda: police.ask_agreement(dossier, ring=visit.ring, at=timezone.now()),
        done="De vraag staat op de eigen pagina van de betrokkene.",
        to=at(visit, "dossier-choice", case.reference, dossier.pk),
        around={"intro": "De betrokkene leest wat er gaat gebeuren, en zegt ja of nee. Zonder ja gebeurt het niet."},
    )


@require_safe
@of_dossier
def offences(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier) -> HttpResponse:
    hinted = hints_of(dossier, ring=visit.ring, at=timezone.now())
    context = {
        "hinted": hinted,
        "fitting": hinted.said,
        "others": [one for one in hinted.hints if not one.fits],
        "content": latest(Offences, "criminal_law"),
    }
    return show_dossier(request, visit, dossier, "office/police/offences.html", context)


@question_of_dossier
def answers(request: HttpRequest, visit: Visit, case: Case, dossier: Dossier) -> Question:
    form = filled(request, AnswersForm, hinted=hints_of(dossier, ring=visit.ring, at=timezone.now()))
    return Question(
        heading="Vragen over wat er gebeurde",
        button="Opslaan",
        form=form,
        act=lambda: police.answer_questions(dossier, answers=form.answers, ring=visit.ring, at=timezone.now()),
        done="Opgeslagen. Hieronder staat wat mogelijk past.",
        to=at(visit, "dossier-offences", case.reference, dossier.pk),
        around={"intro": "Weet u iets niet? Dat is ook een antwoord. U kunt dit later aanvullen."},
    )


@question_of_dossier
def also(request: HttpRequest, visit: Visit, case: Case, dossier: Dossier) -> Question:
    now = hints_of(dossier, ring=visit.ring, at=timezone.now()).answers
    form = filled(request, AlsoForm, offences=latest(Offences, "criminal_law").offences, now=now)
    return Question(
        heading="Zelf een mogelijk feit toevoegen",
        button="Opslaan",
        form=form,
        act=lambda: police.answer_questions(
            dossier, answers=replace(now, also=form.chosen), ring=visit.ring, at=timezone.now()
        ),
        done="Opgeslagen. Beantwoord nu de vragen die erbij horen.",
        to=at(visit, "dossier-offences", case.reference, dossier.pk),
        around={"intro": "Kies wat in de buurt komt. De politie bepaalt later wat het is."},
    )


@require_safe
@of_dossier
def terms(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier) -> HttpResponse:
    return show_dossier(request, visit, dossier, "office/police/terms.html", timing(visit, dossier))


def timing(visit: Visit, dossier: Dossier) -> dict[str, Any]:
    """Which terms run, and what the page says of a term for a complaint that is over."""
    now = timezone.now()
    hinted = hints_of(dossier, ring=visit.ring, at=now)
    lines = [TermLine(one, day_of(one.due_at), one.due_at < now) for one in terms_of(dossier)]
    filings = filings_of(dossier, ring=visit.ring)
    complained = any(one.row.prosecution and one.row.taken_back_on is None for one in filings)
    last = hinted.complaint_until
    return {
        "hinted": hinted,
        "lines": lines,
        "complained": complained,
        **_limitation(hinted, today=day_of(now)),
        "too_late": last is not None and last < day_of(now) and not complained,
        "filings": [(one, _may_be_taken_back(one.row.filed_on, day_of(now))) for one in filings],
    }


def _limitation(hinted: Hinted, *, today: date) -> dict[str, bool]:
    """Whether one of what may fit is soon too old to be prosecuted, or is by now."""
    last = hinted.prosecuted_until
    over = last is not None and last < today
    return {"too_old": over, "soon_too_old": last is not None and not over and last - today <= SOON_TOO_OLD}


@question_of_dossier
def start_term(request: HttpRequest, visit: Visit, case: Case, dossier: Dossier) -> Question:
    form = filled(request, TermForm)
    return Question(
        heading="Een termijn laten lopen",
        button="Starten",
        form=form,
        act=lambda: police.start_term(
            dossier, kind=form.chosen, told_on=form.cleaned_data["told_on"], ring=visit.ring, at=timezone.now()
        ),
        done="De termijn loopt. U krijgt op tijd bericht.",
        to=at(visit, "dossier-terms", case.reference, dossier.pk),
    )


@question_of_dossier
def let_go(request: HttpRequest, visit: Visit, case: Case, dossier: Dossier, term: str) -> Question:
    found = next((one for one in terms_of(dossier) if one.kind == term), None)
    if found is None:
        raise Http404
    return Question(
        heading=f"De termijn loslaten: {found.get_kind_display()}",
        button="Loslaten",
        form=filled(request, Sure),
        act=lambda: police.let_go(dossier, kind=ClockKind(term), ring=visit.ring, at=timezone.now()),
        done="U krijgt geen bericht meer over deze termijn.",
        to=at(visit, "dossier-terms", case.reference, dossier.pk),
        around={"intro": "Doe dit alleen als de betrokkene hier niets mee wil doen, of als de termijn voorbij is."},
    )


@question_of_dossier
def file(request: HttpRequest, visit: Visit, case: Case, dossier: Dossier) -> Question:
    wish = sheet(dossier, Part.WISH, Wish, ring=visit.ring)
    duty = duty_of(dossier, ring=visit.ring) is not None
    form = filled(request, FilingForm, today=day_of(timezone.now()), wish=wish, duty=duty)
    return Question(
        heading="Naar de politie geweest",
        button="Vastleggen",
        form=form,
        act=lambda: police.record_filing(dossier, filed=form.filed, ring=visit.ring, at=timezone.now()),
        done="Vastgelegd. Hier volgt u wat ervan komt. Houd nu de afspraken in de gaten.",
        to=at(visit, "dossier-follow", case.reference, dossier.pk),
        around={"intro": MUST_FILE if duty else "Alleen wat de betrokkene wilde en waar die ja op zei."},
    )


@question_of_dossier
def take_back(request: HttpRequest, visit: Visit, case: Case, dossier: Dossier, filing: UUID) -> Question:
    found = next((one.row for one in filings_of(dossier, ring=visit.ring) if one.row.pk == filing), None)
    if found is None:
        raise Http404
    form = filled(request, TakeBackForm, today=day_of(timezone.now()))
    return Question(
        heading="De klacht is ingetrokken",
        button="Vastleggen",
        form=form,
        act=lambda: police.take_back(found, on=form.cleaned_data["on"], ring=visit.ring, at=timezone.now()),
        done="Vastgelegd.",
        to=at(visit, "dossier-terms", case.reference, dossier.pk),
        around={"intro": "Dat kan tot acht dagen nadat de klacht is gedaan. De aangifte zelf blijft bestaan."},
    )


def _may_be_taken_back(filed_on: date, today: date) -> bool:
    return today <= last_day_to_take_back(filed_on)


@question_of_dossier
def end(request: HttpRequest, visit: Visit, case: Case, dossier: Dossier) -> Question:
    terms = police.terms_to_let_go(dossier)
    form = filled(request, EndForm, terms_run=bool(terms))
    return Question(
        heading="Het politiedossier afronden",
        button="Afronden",
        form=form,
        act=lambda: police.end_dossier(
            dossier,
            text=form.cleaned_data["text"],
            terms_may_go=form.cleaned_data.get("terms_may_go", False),
            ring=visit.ring,
            at=timezone.now(),
        ),
        done="Het dossier is afgerond. Met nieuws of een nieuwe wens gaat het weer open.",
        to=at(visit, "dossier", case.reference, dossier.pk),
        template="office/police/end.html",
        around={"terms": [TermLine(one, day_of(one.due_at), one.due_at < timezone.now()) for one in terms]},
    )
