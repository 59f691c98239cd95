"""Letters of a police file: the claim for damage, and the notice to a platform."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from rugdekking.cases.models import Case
from rugdekking.cases.paper import Value, Written
from rugdekking.cases.queries import facts
from rugdekking.content.schema import Letter as Text
from rugdekking.content.schema import LetterKind, Slot
from rugdekking.kernel.refusal import Refused
from rugdekking.kernel.time import day_of
from rugdekking.measures.letters.queries import as_file, text_of
from rugdekking.police import following
from rugdekking.police import operations as police
from rugdekking.police.following import OpenLetter, OpenOnline
from rugdekking.police.models import Dossier, DossierLetter
from rugdekking.police.operations import Draft
from rugdekking.police.writing import euros, totals
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import Question, Sure, accepted, at, filled
from rugdekking.web.office.fields import line
from rugdekking.web.office.letter_forms import LetterForm
from rugdekking.web.office.police.frame import of_dossier, question_of_dossier, show_dossier
from rugdekking.web.office.police.online_forms import NoticedForm
from rugdekking.web.office.saving import saved

_PAGES = {"dossier-costs": "Schade en kosten", "dossier-online": "Wat online staat"}
CLAIM = "damage_claim"
NOTICE = "takedown_request"
_TIME_TO_PAY = timedelta(weeks=4)
_VIEW = "Wij hebben u nog niet gesproken. U kunt op deze brief reageren."
_REMEDY = "Bel of schrijf ons dan. Komen wij er samen niet uit, dan kan de rechter beslissen."


@require_http_methods(["GET", "POST"])
@of_dossier
def claim(request: HttpRequest, visit: Visit, case: Case, dossier: Dossier) -> HttpResponse:
    lines = following.costs_of(dossier, ring=visit.ring)
    recorded = facts(case, visit.ring)
    first: dict[Slot, Value] = {
        Slot.BEHAVIOUR: "" if recorded is None else recorded.summary,
        Slot.VIEW: _VIEW,
        Slot.DAMAGE: "\n".join(f"{one.what}: {euros(one.cents)}" for one in lines),
        Slot.AMOUNT: euros(totals(lines).claimed),
        Slot.PAY_BEFORE: day_of(timezone.now() + _TIME_TO_PAY),
        Slot.REMEDY: _REMEDY,
    }
    return _write(request, visit, dossier, _Begun(CLAIM, first, "dossier-costs"))


@require_http_methods(["GET", "POST"])
@of_dossier
def notice(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier, online: UUID) -> HttpResponse:
    found = following.one_online(dossier, online, ring=visit.ring)
    if found is None:
        raise Http404
    place = found.place
    first: dict[Slot, Value] = {
        Slot.ADDRESS: "\n".join(filter(None, (place.address, f"Account: {place.account}" if place.account else ""))),
        Slot.CONTENT: place.what,
        Slot.CONTACT: "\n".join(filter(None, (dossier.organisation.name, dossier.case.desk.phone))),
    }
    return _write(request, visit, dossier, _Begun(NOTICE, first, "dossier-online", found))


@require_safe
@of_dossier
def one(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier, epistle: UUID) -> HttpResponse:
    found = _letter(visit, dossier, epistle)
    to = dossier.case.reference, dossier.pk, epistle
    context = {
        "base": "office/case/base.html",
        "whose": f" – zaak {dossier.case.reference}",
        "letter": found.written,
        "row": found.row,
        "files": [(form, at(visit, "dossier-letter-file", *to, form)) for form in ("pdf", "docx")],
        "send_address": at(visit, "dossier-letter-send", *to),
        "drop_address": at(visit, "dossier-letter-drop", *to),
        "back_address": _back(visit, dossier, found.row),
        "back_text": _PAGES[_page_of(found.row)],
    }
    return show_dossier(request, visit, dossier, "office/letter/one.html", context)


@require_safe
@of_dossier
def file(_: HttpRequest, visit: Visit, _case: Case, dossier: Dossier, epistle: UUID, form: str) -> HttpResponse:
    found = _letter(visit, dossier, epistle)
    return saved("brief", form, lambda: as_file(found.written, dossier.organisation, form=form))


@question_of_dossier
def send(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier, epistle: UUID) -> Question:
    row = _letter(visit, dossier, epistle).row
    form = filled(request, NoticedForm, today=day_of(timezone.now()))
    form.fields["on"].label = "Op welke dag is de brief verstuurd?"
    return Question(
        heading="De brief is verstuurd",
        button="Vastleggen",
        form=form,
        act=lambda: police.send_letter(row, on=form.cleaned_data["on"], ring=visit.ring, at=timezone.now()),
        done="Vastgelegd dat de brief is verstuurd.",
        to=_back(visit, dossier, row),
    )


@question_of_dossier
def drop(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier, epistle: UUID) -> Question:
    row = _letter(visit, dossier, epistle).row
    return Question(
        heading="Brief weggooien",
        button="Weggooien",
        form=filled(request, Sure),
        act=lambda: police.drop_letter(row, ring=visit.ring, at=timezone.now()),
        done="De brief is weggegooid.",
        to=_back(visit, dossier, row),
        around={"intro": "De brief is niet verstuurd. Weggooien kunt u niet ongedaan maken."},
    )


class ClaimForm(LetterForm):
    """Beside the letter itself, on whose decision it goes out."""

    decided = line(
        "Wie besliste dat de organisatie deze schade vraagt, en wanneer?",
        help_text="Naam, functie en dag. Dit staat niet in de brief.",
        missing="Vul in wie dit besliste.",
    )


@dataclass(frozen=True, slots=True)
class _Begun:
    """A letter that is about to be written: which one, with what, and from which page."""

    name: str
    first: Mapping[Slot, Value]
    page: str
    about: OpenOnline | None = None


def _write(request: HttpRequest, visit: Visit, dossier: Dossier, begun: _Begun) -> HttpResponse:
    """Fill in, look over, make: three times the same form, so that nothing is kept before it is made."""
    text = text_of(dossier.organisation, begun.name)
    if text is None:
        raise Http404
    member = visit.membership
    form = filled(
        request,
        ClaimForm if text.kind is LetterKind.CLAIM else LetterForm,
        text=text,
        first={**text.proposals, **{slot: one for slot, one in begun.first.items() if one and slot in text.slots}},
        recipient="" if begun.about is None else begun.about.place.platform,
        signature=f"{member.person.name}\n{member.title}",
    )
    made: list[DossierLetter] = []
    letter = None
    if "bekijk" in request.POST:
        letter = _looked_over(visit, dossier, form, text)
    elif accepted(request, form, lambda: made.append(_made(visit, dossier, form, text, begun.about))):
        messages.success(request, "De brief is gemaakt. U kunt hem nu opslaan en versturen.")
        return redirect(at(visit, "dossier-letter", dossier.case.reference, dossier.pk, made[0].pk))
    context = {
        "base": "office/case/base.html",
        "whose": f" – zaak {dossier.case.reference}",
        "text": text,
        "form": form,
        "letter": letter,
        "back_address": at(visit, begun.page, dossier.case.reference, dossier.pk),
        "back_text": _PAGES[begun.page],
    }
    return show_dossier(request, visit, dossier, "office/letter/write.html", context)


def _looked_over(visit: Visit, dossier: Dossier, form: LetterForm, text: Text) -> Written | None:
    if not form.is_valid():
        return None
    try:
        return police.read_over(dossier, _draft(form, text), ring=visit.ring, at=timezone.now())
    except Refused as refusal:
        form.add_error(None, str(refusal.reason))
        return None


def _made(visit: Visit, dossier: Dossier, form: LetterForm, text: Text, about: OpenOnline | None) -> DossierLetter:
    row = None if about is None else about.row
    return police.write_letter(dossier, _draft(form, text), about=row, ring=visit.ring, at=timezone.now())


def _draft(form: LetterForm, text: Text) -> Draft:
    typed = form.draft
    decided = form.cleaned_data.get("decided", "")
    return Draft(text, typed.recipient, typed.salutation, typed.signature, typed.values, decided)


def _page_of(row: DossierLetter) -> str:
    return "dossier-costs" if row.about_id is None else "dossier-online"


def _back(visit: Visit, dossier: Dossier, row: DossierLetter) -> str:
    return at(visit, _page_of(row), dossier.case.reference, dossier.pk)


def _letter(visit: Visit, dossier: Dossier, letter: UUID) -> OpenLetter:
    found = following.one_letter(dossier, letter, ring=visit.ring)
    if found is None:
        raise Http404
    return found
