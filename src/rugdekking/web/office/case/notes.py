"""Notes, each for its own readers: the team, the reporter too, or the writer alone."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.cases import operations as cases
from rugdekking.cases.models import Case, Visibility
from rugdekking.cases.queries import notes_in, reports_of
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import Question, at, filled
from rugdekking.web.office.case.forms import NoteForm
from rugdekking.web.office.case.frame import of_case, question_of_case, show_case


@require_safe
@of_case
def overview(request: HttpRequest, visit: Visit, case: Case) -> HttpResponse:
    return show_case(request, visit, case, "office/case/notes.html", {"notes": notes_in(case, visit.ring)})


@question_of_case
def write(request: HttpRequest, visit: Visit, case: Case) -> Question:
    form = filled(request, NoteForm, reports=[one for one in reports_of(case) if one.is_open_to_desk])

    def keep() -> None:
        visibility = Visibility(form.cleaned_data["visibility"])
        cases.write_note(
            case,
            text=form.cleaned_data["text"],
            visibility=visibility,
            report=form.about if visibility == Visibility.REPORTER else None,
            ring=visit.ring,
            at=timezone.now(),
        )

    return Question(
        heading="Een notitie schrijven",
        button="Opslaan",
        form=form,
        act=keep,
        done="De notitie is bewaard.",
        to=at(visit, "case-notes", case.reference),
    )
