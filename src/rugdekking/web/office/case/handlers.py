"""Who handles the case: taking it on, handing it over, asking along, stepping aside, keeping somebody out."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.aftercare import operations as aftercare
from rugdekking.cases import operations as cases
from rugdekking.cases.models import Case
from rugdekking.cases.queries import barred_from, handlers_of, viewers_of
from rugdekking.organisations.models import Membership
from rugdekking.organisations.queries import members
from rugdekking.organisations.roles import READERS
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import Question, Sure, at, filled
from rugdekking.web.office.case.frame import of_case, question_of_case, show_case
from rugdekking.web.office.fields import WhoForm


@require_safe
@of_case
def overview(request: HttpRequest, visit: Visit, case: Case) -> HttpResponse:
    return show_case(request, visit, case, "office/case/handlers.html", {"viewers": viewers_of(case)})


@question_of_case
def take_on(request: HttpRequest, visit: Visit, case: Case) -> Question:
    return Question(
        heading="Deze zaak mee behandelen",
        button="Ik behandel deze zaak ook",
        form=filled(request, Sure),
        act=lambda: cases.take_on(case, ring=visit.ring, at=timezone.now()),
        done="U behandelt deze zaak nu ook.",
        to=at(visit, "case", case.reference),
        back=at(visit, "case-handlers", case.reference),
        around={"intro": "U kunt daarna alles doen wat een behandelaar kan. De zaak staat dan ook bij ‘Van mij’."},
    )


@question_of_case
def hand_over(request: HttpRequest, visit: Visit, case: Case) -> Question:
    """Who hands over may no longer see the case, so it goes on to the queue."""
    form = filled(request, WhoForm, members=_colleagues(visit, case, also_handlers=True))
    return Question(
        heading="De zaak overdragen",
        button="Overdragen",
        form=form,
        act=lambda: cases.hand_over(case, to=form.chosen, ring=visit.ring, at=timezone.now()),
        done="Overgedragen. Bel uw collega om te vertellen wat er speelt.",
        to=at(visit, "queue"),
        back=at(visit, "case-handlers", case.reference),
        around={
            "intro": "Uw termijnen gaan mee. Wie nog geen sleutel heeft, wacht tot een collega die geeft. U ziet de "
            "zaak daarna niet meer, tenzij u coördinator of vervanger bent."
        },
    )


@question_of_case
def ask_along(request: HttpRequest, visit: Visit, case: Case) -> Question:
    form = filled(request, WhoForm, members=_colleagues(visit, case, also_handlers=False))
    return Question(
        heading="Een collega erbij vragen",
        button="Erbij vragen",
        form=form,
        act=lambda: cases.add_handler(case, to=form.chosen, ring=visit.ring, at=timezone.now()),
        done="Uw collega behandelt de zaak nu ook.",
        to=at(visit, "case-handlers", case.reference),
    )


@question_of_case
def step_aside(request: HttpRequest, visit: Visit, case: Case) -> Question:
    return Question(
        heading="Ik stap opzij",
        button="Ik stap opzij",
        form=filled(request, Sure),
        act=lambda: cases.recuse(case, ring=visit.ring, at=timezone.now()),
        done="U bent niet meer bij die zaak betrokken. U ziet haar niet meer.",
        to=at(visit, "queue"),
        back=at(visit, "case-handlers", case.reference),
        around={
            "intro": "Bent u zelf betrokken, of kent u iemand in deze zaak? Stap dan opzij. U hoeft geen reden te "
            "geven. Hierna ziet u de zaak niet meer, ook niet in lijsten. U kunt dit niet zelf terugdraaien."
        },
    )


@question_of_case
def keep_out(request: HttpRequest, visit: Visit, case: Case) -> Question:
    out = barred_from(case) | {visit.membership.pk}
    form = filled(request, WhoForm, members=[one for one in members(case.organisation_id) if one.pk not in out])
    return Question(
        heading="Iemand buiten deze zaak houden",
        button="Buiten de zaak houden",
        form=form,
        act=lambda: aftercare.keep_out(case, membership=form.chosen, ring=visit.ring, at=timezone.now()),
        done="Deze persoon vindt niets meer van de zaak. Er zijn nieuwe sleutels gemaakt.",
        to=at(visit, "case-handlers", case.reference),
        around={
            "intro": "Deze persoon ziet de zaak, de meldingen, de taken en de termijnen niet meer. Wat iemand al "
            "las, blijft bekend; de melder ziet dat. U kunt dit niet terugdraaien."
        },
    )


def _colleagues(visit: Visit, case: Case, *, also_handlers: bool) -> list[Membership]:
    """The members to whom this case could go."""
    out = barred_from(case) | {visit.membership.pk}
    if not also_handlers:
        out |= {row.membership.pk for row in handlers_of(case)}
    return [one for one in members(case.organisation_id, READERS) if one.pk not in out]
