"""The file for the police: what it says, and writing it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from rugdekking.cases.models import Case
from rugdekking.kernel.time import day_of
from rugdekking.police.file import operations as file
from rugdekking.police.file.checking import missing
from rugdekking.police.file.knowing import known_of
from rugdekking.police.file.queries import (
    Line,
    account_of,
    details_of,
    evidence_for,
    log_of,
    usual_channel,
)
from rugdekking.police.file.sheets import QUESTIONS, SHIELDS, Details
from rugdekking.police.models import Dossier
from rugdekking.reports.choices import Channel
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import Question, Sure, accepted, at, filled
from rugdekking.web.office.police.file_forms import AccountForm, DetailsForm, LineForm
from rugdekking.web.office.police.frame import of_dossier, question_of_dossier, show_dossier
from rugdekking.web.slices import sliced
from rugdekking.web.ui.parts import Answer, Event
from rugdekking.web.ui.wording import day


@require_safe
@of_dossier
def overview(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier) -> HttpResponse:
    known = known_of(dossier, visit.ring, at=timezone.now())
    told, change = account_of(dossier, visit.ring), _address(visit, "dossier-account", dossier)
    context = {
        "answers": [Answer(question, getattr(told.account, name), change) for name, question, _ in QUESTIONS],
        "told": told,
        "details": _said(known.details, _address(visit, "dossier-details", dossier)),
        "missing": missing(known),
        "lines": len(known.log),
        "pieces": [one for one in evidence_for(dossier, visit.ring) if one.own],
    }
    return show_dossier(request, visit, dossier, "office/police/file.html", context)


@question_of_dossier
def answer(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier) -> Question:
    form = filled(request, AccountForm, account=account_of(dossier, visit.ring).account)
    return Question(
        heading="De zeven vragen van de politie",
        button="Opslaan",
        form=form,
        act=lambda: file.write_account(dossier, form.account, ring=visit.ring, at=timezone.now()),
        done="De antwoorden zijn bewaard. De betrokkene kan ze op de eigen pagina lezen en verbeteren.",
        to=_address(visit, "dossier-file", dossier),
        around={"intro": "Wat al bekend was, staat er al. Vul aan wat u samen weet. Leeg laten mag."},
    )


@question_of_dossier
def around(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier) -> Question:
    form = filled(request, DetailsForm, details=details_of(dossier, visit.ring))
    return Question(
        heading="Gegevens voor de politie",
        button="Opslaan",
        form=form,
        act=lambda: file.write_details(dossier, form.details, ring=visit.ring, at=timezone.now()),
        done="De gegevens zijn bewaard.",
        to=_address(visit, "dossier-file", dossier),
        around={"intro": "Er gaat nog niets naar de politie. U kiest straks wat er meegaat."},
    )


@require_http_methods(["GET", "POST"])
@of_dossier
def logbook(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier) -> HttpResponse:
    """The contacts, the newest first, and one line to add another."""
    here, now = _address(visit, "dossier-log", dossier), timezone.now()
    lines = log_of(dossier, visit.ring)
    form = filled(request, LineForm, initial={"day": day_of(now), "channel": usual_channel(lines)})
    if accepted(request, form, lambda: file.add_line(dossier, form.line, ring=visit.ring, at=now)):
        messages.success(request, "Het contact staat in het logboek.")
        return redirect(here)
    page = sliced(request, [(one, _event(one)) for one in lines])
    return show_dossier(request, visit, dossier, "office/police/log.html", {"form": form, "page": page})


@question_of_dossier
def strike(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier, entry: UUID) -> Question:
    found = next((one for one in log_of(dossier, visit.ring) if one.row.pk == entry), None)
    if found is None:
        raise Http404
    return Question(
        heading="Regel doorhalen",
        button="Doorhalen",
        form=filled(request, Sure),
        act=lambda: file.strike_line(found.row, ring=visit.ring, at=timezone.now()),
        done="De regel is doorgehaald. Hij gaat niet meer mee naar de politie.",
        to=_address(visit, "dossier-log", dossier),
        around={"intro": f"‘{found.line.text}’ blijft leesbaar, maar gaat niet mee naar de politie."},
    )


def _event(one: Line) -> Event:
    when = ", ".join(filter(None, (day(one.line.day), one.line.hour, str(Channel(one.line.channel).label))))
    by = "de betrokkene" if one.row.written_by is None else one.row.written_by.title
    return Event(when, one.line.day, by, one.line.text)


def _said(details: Details, change: str) -> list[Answer]:
    said = {True: "Ja", False: "Nee"}
    known = (
        ("Functie", details.office),
        ("Naam", details.name),
        ("Adres in de stukken", SHIELDS[details.shield][0]),
        ("Woonadres (gaat niet mee tot u dat kiest)", details.home_address),
        ("Gezin en naasten (gaat niet mee tot u dat kiest)", details.family),
        ("Getuigen", "\n".join(details.witnesses)),
        ("Schade en gevolgen", details.damage),
        ("Eerdere voorvallen", details.earlier),
        ("Vraag om de VPT-code", said[details.vpt]),
        ("Klacht: verzoek om te vervolgen", said[details.complaint]),
    )
    return [Answer(question, text, change) for question, text in known]


def _address(visit: Visit, name: str, dossier: Dossier) -> str:
    return at(visit, name, dossier.case.reference, dossier.pk)
