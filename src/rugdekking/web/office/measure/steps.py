"""What can be done about a measure that was made known, each on a page of its own."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone

from rugdekking.kernel.time import day_of
from rugdekking.measures import course
from rugdekking.measures import operations as measures
from rugdekking.measures.models import Answer, Change, Objection
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import Question, Sure, filled
from rugdekking.web.office.fields import WhoForm
from rugdekking.web.office.measure.forms import ObjectionForm, ReviewForm, TellForm, WishForm
from rugdekking.web.office.measure.frame import home, question_of_measure

FAIR = "Een mens kan zich verbeteren. Duurt een maatregel langer dan nodig is, dan is zij niet meer eerlijk."


@question_of_measure
def review(request: HttpRequest, visit: Visit, row: Answer) -> Question:
    form = filled(
        request,
        ReviewForm,
        today=day_of(timezone.now()),
        candidates=course.change_deciders(row, visit.ring),
    )
    return Question(
        heading="Is de maatregel nog nodig?",
        button="Vastleggen",
        form=form,
        act=lambda: measures.review(row, look=form.look, ring=visit.ring, at=timezone.now()),
        done="Vastgelegd dat de maatregel opnieuw is bekeken.",
        to=home(visit, row),
        around={"intro": FAIR},
    )


@question_of_measure
def change(request: HttpRequest, visit: Visit, row: Answer) -> Question:
    form = filled(request, WishForm, answer=row, candidates=course.change_deciders(row, visit.ring))
    return Question(
        heading="De maatregel wijzigen of opheffen",
        button="Voorleggen",
        form=form,
        act=lambda: measures.ask_change(row, wish=form.wish, ring=visit.ring, at=timezone.now()),
        done="Voorgelegd. De wijziging geldt zodra er is besloten en de ander het weet.",
        to=home(visit, row),
        around={"intro": "Wie het mandaat heeft, besluit. Tot de ander het weet, blijft alles zoals het was."},
    )


@question_of_measure
def tell_change(request: HttpRequest, visit: Visit, row: Answer, change: UUID) -> Question:
    wanted = _change(row, change)
    form = filled(request, TellForm, today=day_of(timezone.now()))
    return Question(
        heading="De wijziging bekendmaken",
        button="Vastleggen",
        form=form,
        act=lambda: measures.tell_change(
            wanted, told=form.cleaned_data["told"], on=form.cleaned_data["on"], ring=visit.ring, at=timezone.now()
        ),
        done="Vastgelegd. De wijziging geldt vanaf die dag.",
        to=home(visit, row),
        around={"intro": "Pas als de ander het weet, geldt de wijziging."},
    )


@question_of_measure
def withdraw_change(request: HttpRequest, visit: Visit, row: Answer, change: UUID) -> Question:
    wanted = _change(row, change)
    return Question(
        heading="De wijziging intrekken",
        button="Intrekken",
        form=filled(request, Sure),
        act=lambda: measures.withdraw_change(wanted, ring=visit.ring, at=timezone.now()),
        done="Ingetrokken. De maatregel blijft zoals zij was.",
        to=home(visit, row),
        around={"intro": "De maatregel blijft zoals zij was."},
    )


@question_of_measure
def object_to(request: HttpRequest, visit: Visit, row: Answer) -> Question:
    form = filled(request, ObjectionForm, today=day_of(timezone.now()), answerers=course.answerers(row, visit.ring))
    return Question(
        heading="Een bezwaar of klacht vastleggen",
        button="Vastleggen",
        form=form,
        act=lambda: measures.receive_objection(
            row,
            text=form.cleaned_data["text"],
            received_on=form.cleaned_data["on"],
            answerer=form.chosen,
            ring=visit.ring,
            at=timezone.now(),
        ),
        done="Vastgelegd. Binnen zes weken krijgt de ander antwoord.",
        to=home(visit, row),
        around={
            "intro": "Ook wat te laat komt, of na het einde van de maatregel, legt u vast. Iemand anders dan wie "
            "besliste, beoordeelt het."
        },
    )


@question_of_measure
def ask_answerer(request: HttpRequest, visit: Visit, row: Answer, objection: UUID) -> Question:
    wanted = _objection(row, objection)
    form = filled(request, WhoForm, members=course.answerers(row, visit.ring))
    return Question(
        heading="Wie beoordeelt dit bezwaar?",
        button="Vragen",
        form=form,
        act=lambda: measures.ask_answerer(wanted, answerer=form.chosen, ring=visit.ring, at=timezone.now()),
        done="Gevraagd. Er gaat een mail dat er iets wacht.",
        to=home(visit, row),
        around={"intro": "Kies iemand die niet over de maatregel besliste en haar niet voorlegde."},
    )


@question_of_measure
def answer_objection(request: HttpRequest, visit: Visit, row: Answer, objection: UUID) -> Question:
    wanted = _objection(row, objection)
    form = filled(request, TellForm, today=day_of(timezone.now()))
    return Question(
        heading="Het bezwaar beantwoorden",
        button="Vastleggen",
        form=form,
        act=lambda: measures.answer_objection(
            wanted, told=form.cleaned_data["told"], on=form.cleaned_data["on"], ring=visit.ring, at=timezone.now()
        ),
        done="Vastgelegd. Verandert er iets aan de maatregel, dan geldt dat vanaf die dag.",
        to=home(visit, row),
        around={"intro": "Vertel de ander het oordeel, de reden en wat er verandert."},
    )


@question_of_measure
def withdraw_objection(request: HttpRequest, visit: Visit, row: Answer, objection: UUID) -> Question:
    wanted = _objection(row, objection)
    return Question(
        heading="Het bezwaar is ingetrokken",
        button="Vastleggen",
        form=filled(request, Sure),
        act=lambda: measures.withdraw_objection(wanted, ring=visit.ring, at=timezone.now()),
        done="Vastgelegd dat het bezwaar is ingetrokken.",
        to=home(visit, row),
        around={"intro": "Doe dit alleen als de ander dat zelf heeft gezegd."},
    )


def _change(row: Answer, change: UUID) -> Change:
    found = course.change_of(row, change)
    if found is None:
        raise Http404
    return found


def _objection(row: Answer, objection: UUID) -> Objection:
    found = course.objection_of(row, objection)
    if found is None:
        raise Http404
    return found
