"""Letters about an answer: choose one, look it over, make it, save it as a file, and say that it went out."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from rugdekking.cases.models import Case
from rugdekking.content.schema import Addressee
from rugdekking.content.schema import Letter as Text
from rugdekking.kernel.refusal import Refused
from rugdekking.kernel.time import day_of
from rugdekking.measures.letters import operations as letters
from rugdekking.measures.letters import queries
from rugdekking.measures.letters.body import Written
from rugdekking.measures.letters.queries import OpenLetter
from rugdekking.measures.models import Letter
from rugdekking.measures.queries import OpenAnswer
from rugdekking.perpetrators.queries import in_case
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import Question, accepted, at, filled
from rugdekking.web.office.case.answers import answer_in
from rugdekking.web.office.case.frame import of_case, question_of_case, show_case
from rugdekking.web.office.case.letter_forms import LetterForm, SentForm
from rugdekking.web.office.saving import saved


@require_safe
@of_case
def overview(request: HttpRequest, visit: Visit, case: Case, answer: UUID) -> HttpResponse:
    opened = answer_in(visit, case, answer)
    context = {
        "answer": opened,
        "made": queries.letters_of(opened.row, visit.ring),
        "offered": queries.letters_for(opened, visit.ring),
    }
    return show_case(request, visit, case, "office/case/letters.html", context)


@require_http_methods(["GET", "POST"])
@of_case
def write(request: HttpRequest, visit: Visit, case: Case, answer: UUID, text: str) -> HttpResponse:
    """Fill in, look over, make: three times the same form, so that nothing is kept before it is made."""
    opened = answer_in(visit, case, answer)
    chosen = _chosen(visit, opened, text)
    form = filled(
        request,
        LetterForm,
        text=chosen,
        first=queries.beginning(chosen, opened, visit.ring),
        recipient=_recipient(visit, case, chosen),
        signature=_signer(visit, chosen, opened),
    )
    made: list[Letter] = []
    letter = None
    if "bekijk" in request.POST:
        letter = _looked_over(visit, opened, form)
    elif accepted(request, form, lambda: made.append(_made(visit, opened, form))):
        messages.success(request, "De brief is gemaakt. U kunt hem nu opslaan en versturen.")
        return redirect(at(visit, "case-letter", case.reference, answer, made[0].pk))
    context = {"answer": opened, "text": chosen, "form": form, "letter": letter}
    return show_case(request, visit, case, "office/case/letter_write.html", context)


@require_safe
@of_case
def one(request: HttpRequest, visit: Visit, case: Case, answer: UUID, letter: UUID) -> HttpResponse:
    opened = answer_in(visit, case, answer)
    found = _letter(visit, opened, letter)
    context = {"answer": opened, "letter": found.written, "row": found.row}
    return show_case(request, visit, case, "office/case/letter.html", context)


@require_safe
@of_case
def file(_request: HttpRequest, visit: Visit, case: Case, answer: UUID, letter: UUID, form: str) -> HttpResponse:
    found = _letter(visit, answer_in(visit, case, answer), letter)
    organisation = visit.membership.organisation
    return saved("brief", form, lambda: queries.as_file(found.written, organisation, form=form))


@question_of_case
def send(request: HttpRequest, visit: Visit, case: Case, answer: UUID, letter: UUID) -> Question:
    opened = answer_in(visit, case, answer)
    row = _letter(visit, opened, letter).row
    form = filled(request, SentForm, today=day_of(timezone.now()))
    intro = "Daarmee weet de ander wat er is besloten: het antwoord is dan bekendgemaakt."
    return Question(
        heading="De brief is verstuurd",
        button="Vastleggen",
        form=form,
        act=lambda: letters.send_letter(
            row, on=form.cleaned_data["on"], told=form.cleaned_data["told"], ring=visit.ring, at=timezone.now()
        ),
        done="Vastgelegd dat de brief is verstuurd.",
        to=at(visit, "case-letter", case.reference, answer, letter),
        around={"intro": intro if queries.made_known_by(row, opened.row, visit.ring) else ""},
    )


def _chosen(visit: Visit, opened: OpenAnswer, name: str) -> Text:
    found = next((one for one in queries.letters_for(opened, visit.ring) if one.id == name), None)
    if found is None:
        raise Http404
    return found


def _letter(visit: Visit, opened: OpenAnswer, letter: UUID) -> OpenLetter:
    found = queries.letter_of(opened.row, letter, visit.ring)
    if found is None:
        raise Http404
    return found


def _looked_over(visit: Visit, opened: OpenAnswer, form: LetterForm) -> Written | None:
    """The letter as it would go out; none while something is missing, which the form then tells."""
    if not form.is_valid():
        return None
    try:
        return letters.read_over(opened.row, draft=form.draft, ring=visit.ring, at=timezone.now())
    except Refused as refusal:
        form.add_error(None, str(refusal.reason))
        return None


def _made(visit: Visit, opened: OpenAnswer, form: LetterForm) -> Letter:
    return letters.write_letter(opened.row, draft=form.draft, ring=visit.ring, at=timezone.now())


def _recipient(visit: Visit, case: Case, text: Text) -> str:
    """Whom the case names, when there is one and the letter is for them."""
    known = [one.known for one in in_case(case, visit.ring)] if text.to is Addressee.PERPETRATOR else []
    return "\n".join(filter(None, (known[0].name, known[0].address))) if len(known) == 1 else ""


def _signer(visit: Visit, text: Text, opened: OpenAnswer) -> str:
    member = queries.signer_of(text, opened, visit.ring)
    return f"{member.person.name}\n{member.title}"
