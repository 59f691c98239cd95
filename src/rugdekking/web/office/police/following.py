"""Following a file: who has it, what is new, and which agreements are watched."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.cases.models import Case
from rugdekking.cases.owning import owner_report
from rugdekking.clocks.queries import running_of
from rugdekking.clocks.status import ClockKind
from rugdekking.kernel.time import day_of
from rugdekking.plans.owners import everybody
from rugdekking.police import following
from rugdekking.police import operations as police
from rugdekking.police.following import OpenNews, OpenWatch
from rugdekking.police.models import TO_COURT, Dossier, NewsKind, Part
from rugdekking.police.queries import at_the_police, sheet
from rugdekking.police.writing import AtThePolice
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import Question, at, filled
from rugdekking.web.office.police.follow_forms import (
    AtPoliceForm,
    FurtherForm,
    NewsForm,
    SpokenForm,
    TellForm,
    WatchEndForm,
    WatchForm,
)
from rugdekking.web.office.police.frame import of_dossier, question_of_dossier, show_dossier

_IN_A_WEEK = timedelta(days=7)


@require_safe
@of_dossier
def overview(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier) -> HttpResponse:
    report = owner_report(dossier.person)
    context = {
        "may_watch": at_the_police(dossier),
        "known": sheet(dossier, Part.AT_POLICE, AtThePolice, ring=visit.ring),
        "news": following.news_of(dossier, ring=visit.ring),
        "watches": following.watches_of(dossier, ring=visit.ring),
        "has_page": report is not None,
        "to_court": _may_start(dossier),
        "today": day_of(timezone.now()),
    }
    return show_dossier(request, visit, dossier, "office/police/following.html", context)


@question_of_dossier
def at_police(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier) -> Question:
    known = sheet(dossier, Part.AT_POLICE, AtThePolice, ring=visit.ring) or AtThePolice()
    form = filled(request, AtPoliceForm, known=known)
    return Question(
        heading="Wie heeft de zaak bij politie en OM?",
        button="Opslaan",
        form=form,
        act=lambda: police.write_at_police(dossier, form.written, ring=visit.ring, at=timezone.now()),
        done="Opgeschreven.",
        to=_home(visit, dossier),
        around={"intro": "Laat leeg wat u nog niet weet. De betrokkene leest dit ook."},
    )


@question_of_dossier
def news(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier) -> Question:
    form = filled(request, NewsForm, today=day_of(timezone.now()))
    return Question(
        heading="Nieuws van politie of justitie",
        button="Opslaan",
        form=form,
        act=lambda: police.record_news(dossier, form.heard, ring=visit.ring, at=timezone.now()),
        done="Opgeschreven. Vertel het nu aan de betrokkene: dat is toegezegd binnen twee werkdagen.",
        to=_home(visit, dossier),
    )


@question_of_dossier
def tell(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier, news: UUID) -> Question:
    found = _news(visit, dossier, news)
    form = filled(request, TellForm, first=_first_words(found))
    return Question(
        heading="Vertellen met een bericht",
        button="Bericht versturen",
        form=form,
        act=lambda: police.write_news(found.row, text=form.cleaned_data["text"], ring=visit.ring, at=timezone.now()),
        done="Het bericht is verstuurd.",
        to=_home(visit, dossier),
        around={"intro": "Dit bericht komt op de eigen pagina van de betrokkene. Pas de tekst aan zoals u wilt."},
    )


@question_of_dossier
def spoke(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier, news: UUID) -> Question:
    found = _news(visit, dossier, news)
    form = filled(request, SpokenForm)
    return Question(
        heading="Verteld in een gesprek",
        button="Vastleggen",
        form=form,
        act=lambda: police.spoke_of_news(found.row, knew=form.knew, ring=visit.ring, at=timezone.now()),
        done="Vastgelegd.",
        to=_home(visit, dossier),
        around={"intro": f"Het gaat om: {found.title.lower()}."},
    )


@question_of_dossier
def watch(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier) -> Question:
    left = following.unwatched(dossier)
    form = filled(request, WatchForm, agreements=left, today=day_of(timezone.now()))
    return Question(
        heading="Afspraken in de gaten houden",
        button="In de gaten houden",
        form=form,
        act=lambda: police.watch(
            dossier,
            form.cleaned_data["codes"],
            promised_on=form.cleaned_data["promised_on"],
            ring=visit.ring,
            at=timezone.now(),
        ),
        done="U krijgt een herinnering als het tijd is om te kijken.",
        to=_home(visit, dossier),
        template="office/police/watch.html",
        around={"agreements": left},
    )


@question_of_dossier
def further(request: HttpRequest, visit: Visit, case: Case, dossier: Dossier, watched: UUID) -> Question:
    found = _watch(visit, dossier, watched)
    form = filled(
        request,
        FurtherForm,
        states=found.next_states,
        members=everybody(case),
        first=day_of(timezone.now() + _IN_A_WEEK),
    )
    return Question(
        heading="Niet nagekomen: de volgende stap",
        button="Taak maken",
        form=form,
        act=lambda: police.not_kept(found.row, form.further, ring=visit.ring, at=timezone.now()),
        done="De taak staat in het plan. Daarin staat wat u kunt zeggen.",
        to=_home(visit, dossier),
        template="office/police/further.html",
        around={"agreement": found.agreement},
    )


@question_of_dossier
def end(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier, watched: UUID) -> Question:
    found = _watch(visit, dossier, watched)
    form = filled(request, WatchEndForm)
    return Question(
        heading="Afspraak afronden",
        button="Vastleggen",
        form=form,
        act=lambda: police.end_watch(
            found.row, kept=form.is_kept, text=form.cleaned_data["text"], ring=visit.ring, at=timezone.now()
        ),
        done="Vastgelegd.",
        to=_home(visit, dossier),
        around={"intro": found.agreement.subject},
    )


def _may_start(dossier: Dossier) -> Collection[NewsKind]:
    """After which news the term to go to the court of appeal can begin with one press; none once it runs."""
    runs = any(one.kind == ClockKind.ARTICLE_12 for one in running_of(dossier.pk))
    return () if runs else TO_COURT


def _home(visit: Visit, dossier: Dossier) -> str:
    return at(visit, "dossier-follow", dossier.case.reference, dossier.pk)


def _first_words(found: OpenNews) -> str:
    return "\n\n".join(
        filter(None, (f"{found.title}.", found.meaning, found.text, "Wilt u hierover bellen? Laat het weten."))
    )


def _news(visit: Visit, dossier: Dossier, news: UUID) -> OpenNews:
    found = following.one_news(dossier, news, ring=visit.ring)
    if found is None:
        raise Http404
    return found


def _watch(visit: Visit, dossier: Dossier, watched: UUID) -> OpenWatch:
    found = following.one_watch(dossier, watched, ring=visit.ring)
    if found is None:
        raise Http404
    return found
