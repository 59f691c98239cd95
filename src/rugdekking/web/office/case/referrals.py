"""Referring somebody to the Ondersteuningsteam, and telling reporters what was done."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone

from rugdekking.aftercare import operations as aftercare
from rugdekking.aftercare import queries
from rugdekking.aftercare.models import Referral
from rugdekking.aftercare.operations.telling import NotInThisCase
from rugdekking.cases.models import Case
from rugdekking.cases.queries import people, reports_of
from rugdekking.kernel import phones
from rugdekking.kernel.time import day_of
from rugdekking.measures.queries import holds, measure_of, told_in
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import Question, at, filled
from rugdekking.web.office.case.care_forms import (
    FeedbackForm,
    PersonChoice,
    ReferForm,
    ReferralEndForm,
    YesNoForm,
)
from rugdekking.web.office.case.frame import question_of_case


@question_of_case
def ask(request: HttpRequest, visit: Visit, case: Case) -> Question:
    form = filled(request, PersonChoice, people=people(case, visit.ring))
    return Question(
        heading="Het Ondersteuningsteam voorstellen",
        button="Voorstellen",
        form=form,
        act=lambda: aftercare.ask_referral(case, person=form.chosen.person, ring=visit.ring, at=timezone.now()),
        done="Voorgesteld. Wie zelf meldde, leest de vraag op de eigen pagina.",
        to=at(visit, "case-care", case.reference),
        around={
            "intro": "Het Ondersteuningsteam Weerbaar Bestuur is er voor ambtsdragers en hun gezin, dag en nacht. U "
            "legt pas contact na een ja."
        },
    )


@question_of_case
def answer(request: HttpRequest, visit: Visit, case: Case, referral: UUID) -> Question:
    row = _referral(visit, case, referral)
    form = filled(request, YesNoForm)
    return Question(
        heading="Antwoord op de verwijzing",
        button="Vastleggen",
        form=form,
        act=lambda: aftercare.answer_referral(row, agrees=form.yes, ring=visit.ring, at=timezone.now()),
        done="Vastgelegd.",
        to=at(visit, "case-care", case.reference),
    )


@question_of_case
def refer(request: HttpRequest, visit: Visit, case: Case, referral: UUID) -> Question:
    row = _referral(visit, case, referral)
    form = filled(request, ReferForm, today=day_of(timezone.now()))
    return Question(
        heading="Contact gelegd",
        button="Vastleggen",
        form=form,
        act=lambda: aftercare.refer(
            row,
            contact=form.cleaned_data["contact"],
            on=form.cleaned_data["on"],
            ring=visit.ring,
            at=timezone.now(),
        ),
        done="Vastgelegd. Er staat een dag om te vragen hoe het ging.",
        to=at(visit, "case-care", case.reference),
        around={"intro": f"Bel het Ondersteuningsteam: {phones.spoken(phones.SUPPORT_TEAM)}, dag en nacht."},
    )


@question_of_case
def close(request: HttpRequest, visit: Visit, case: Case, referral: UUID) -> Question:
    row = _referral(visit, case, referral)
    form = filled(request, ReferralEndForm)
    return Question(
        heading="Wat kwam er van de verwijzing?",
        button="Vastleggen",
        form=form,
        act=lambda: aftercare.close_referral(
            row, outcome=form.chosen, remark=form.cleaned_data["remark"], ring=visit.ring, at=timezone.now()
        ),
        done="De verwijzing is afgerond.",
        to=at(visit, "case-care", case.reference),
    )


@question_of_case
def feedback(request: HttpRequest, visit: Visit, case: Case) -> Question:
    open_reports = [one for one in reports_of(case) if one.is_open_to_desk]
    form = filled(request, FeedbackForm, reports=open_reports, initial={"text": _told_so_far(case)})

    def tell() -> None:
        report = form.about
        if report is None:
            raise NotInThisCase("In deze zaak staat geen melding meer.")
        said = form.cleaned_data
        aftercare.give_feedback(
            case, report=report, way=form.chosen_way, text=said["text"], ring=visit.ring, at=timezone.now()
        )

    return Question(
        heading="Terugkoppelen aan de melder",
        button="Vastleggen",
        form=form,
        act=tell,
        done="Vastgelegd wat de melder heeft gehoord.",
        to=at(visit, "case-care", case.reference),
        around={"intro": "Niets horen is wat melders het vaakst missen. Vertel wat er is gedaan, en wat niet."},
    )


def _told_so_far(case: Case) -> str:
    """What the desk can begin with: what was done, in the words in which the reporter finds it on their own page."""
    today = day_of(timezone.now())
    done = [f"- {measure_of(row).label}. {holds(row, on=today)}".strip() for row in told_in(case)]
    return "\n".join(["Dit is er gedaan:", *done, "", "Hebt u hier vragen over? Laat het ons weten."]) if done else ""


def _referral(visit: Visit, case: Case, referral: UUID) -> Referral:
    found = next((one.row for one in queries.open_referrals(case, visit.ring) if one.row.pk == referral), None)
    if found is None:
        raise Http404
    return found
