"""The people whom a carer supports: who they are, when they talk, and the carer's own notes."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.aftercare import operations as aftercare
from rugdekking.aftercare import queries
from rugdekking.aftercare.models import Moment, Track
from rugdekking.aftercare.status import COME_BACK_FROM, MomentState, TrackState
from rugdekking.kernel.time import day_of
from rugdekking.organisations.roles import Role
from rugdekking.web.access import Visit, office
from rugdekking.web.office.asking import Question, Sure, a_question, at, filled
from rugdekking.web.office.case.care_forms import MomentForm
from rugdekking.web.office.case.forms import NO_DAY, MoveForm
from rugdekking.web.office.fields import a_day, text_area
from rugdekking.web.office.page import show

View = Callable[..., HttpResponseBase]


class HeldForm(forms.Form):
    on = a_day("Op welke dag was het gesprek?", missing=NO_DAY)


class MissedForm(forms.Form):
    reason = text_area("Waarom ging het gesprek niet door?", missing="Schrijf waarom het niet doorging.")


class NoteForm(forms.Form):
    text = text_area(
        "Aantekening",
        rows=7,
        missing="Schrijf eerst iets.",
        help_text="Alleen u kunt dit lezen. Raakt u uw wachtzin en uw codes kwijt, dan is het weg.",
    )


def of_track(page: View) -> View:
    """For pages about one person whom this member supports. Anybody else's is as nobody."""

    @office(Role.CARER, unlocked=True)
    @wraps(page)
    def opened(request: HttpRequest, visit: Visit, track: UUID, **names: Any) -> HttpResponseBase:  # noqa: ANN401
        found = queries.track_for(visit.membership, track)
        if found is None or found.key_id not in visit.ring.open_all([found.key_id]):
            raise Http404
        return page(request, visit, found, **names)

    return opened


question_of_track = a_question(of_track)


@require_safe
@office(Role.CARER, unlocked=True)
def mine(request: HttpRequest, visit: Visit) -> HttpResponse:
    rows = queries.tracks_of(visit.membership)
    opened = queries.open_tracks(rows, visit.ring)
    people = [
        {
            "open": one,
            "next": next((moment for moment in one.moments if moment.state == MomentState.PLANNED), None),
            "address": at(visit, "track", one.row.pk),
        }
        for one in opened
    ]
    return show(request, visit, "office/own/care.html", {"people": people, "waiting": len(rows) - len(opened)})


@require_safe
@of_track
def one(request: HttpRequest, visit: Visit, track: Track) -> HttpResponse:
    whom = aftercare.look(track, ring=visit.ring, at=timezone.now())
    moments = queries.moments_of([track]).get(track.pk, [])
    context = {
        "track": track,
        "whom": whom,
        "moments": [{"row": row, "planned": row.state == MomentState.PLANNED} for row in moments],
        "notes": queries.notes_of(track, visit.membership, visit.ring),
        "running": track.state == TrackState.RUNNING,
        "may_come_back": track.state in COME_BACK_FROM,
    }
    return show(request, visit, "office/own/track.html", context)


@question_of_track
def note(request: HttpRequest, visit: Visit, track: Track) -> Question:
    form = filled(request, NoteForm)
    return _question(
        visit,
        track,
        heading="Een aantekening schrijven",
        button="Opslaan",
        form=form,
        act=lambda: aftercare.write_note(track, text=form.cleaned_data["text"], ring=visit.ring, at=timezone.now()),
        done="Uw aantekening is bewaard.",
    )


@question_of_track
def plan(request: HttpRequest, visit: Visit, track: Track) -> Question:
    form = filled(request, MomentForm)
    return _question(
        visit,
        track,
        heading="Een gesprek plannen",
        button="Plannen",
        form=form,
        act=lambda: aftercare.plan_moment(
            track, kind=form.chosen, on=form.cleaned_data["on"], ring=visit.ring, at=timezone.now()
        ),
        done="Het gesprek staat gepland.",
    )


@question_of_track
def plan_usual(request: HttpRequest, visit: Visit, track: Track) -> Question:
    return _question(
        visit,
        track,
        heading="De gewone gesprekken plannen",
        button="Plannen",
        form=filled(request, Sure),
        act=lambda: aftercare.plan_moments(track, ring=visit.ring, at=timezone.now()),
        done="De gesprekken staan gepland.",
        intro="Binnen 72 uur, na twee weken, na zes tot acht weken en na drie maanden.",
    )


@question_of_track
def held(request: HttpRequest, visit: Visit, track: Track, moment: UUID) -> Question:
    row = _moment(track, moment)
    form = filled(request, HeldForm, initial={"on": day_of(timezone.now())})
    return _question(
        visit,
        track,
        heading="Het gesprek is gehouden",
        button="Vastleggen",
        form=form,
        act=lambda: aftercare.hold_moment(row, on=form.cleaned_data["on"], ring=visit.ring, at=timezone.now()),
        done="Vastgelegd.",
        intro="Het steunpunt ziet dat er een gesprek was, niet wat er is gezegd.",
    )


@question_of_track
def missed(request: HttpRequest, visit: Visit, track: Track, moment: UUID) -> Question:
    row = _moment(track, moment)
    form = filled(request, MissedForm)
    return _question(
        visit,
        track,
        heading="Het gesprek ging niet door",
        button="Vastleggen",
        form=form,
        act=lambda: aftercare.miss_moment(
            row, reason=form.cleaned_data["reason"], ring=visit.ring, at=timezone.now()
        ),
        done="Vastgelegd. Plan een nieuw gesprek als dat gewenst is.",
        intro="Wie de zaak behandelt, leest de reden.",
    )


@question_of_track
def move(request: HttpRequest, visit: Visit, track: Track, moment: UUID) -> Question:
    row = _moment(track, moment)
    form = filled(request, MoveForm)
    return _question(
        visit,
        track,
        heading="Het gesprek verzetten",
        button="Verzetten",
        form=form,
        act=lambda: aftercare.move_moment(
            row, to=form.cleaned_data["due_on"], reason=form.why, ring=visit.ring, at=timezone.now()
        ),
        done="Het gesprek heeft een nieuwe dag.",
    )


@question_of_track
def close(request: HttpRequest, visit: Visit, track: Track) -> Question:
    return _question(
        visit,
        track,
        heading="De opvang afronden",
        button="Afronden",
        form=filled(request, Sure),
        act=lambda: aftercare.close_support(track, ring=visit.ring, at=timezone.now()),
        done="De opvang is afgerond.",
        intro="U had een laatste gesprek. Wat nog gepland stond, vervalt. Terugkomen mag altijd.",
    )


@question_of_track
def stop(request: HttpRequest, visit: Visit, track: Track) -> Question:
    return _question(
        visit,
        track,
        heading="De opvang stopt",
        button="Opvang stoppen",
        form=filled(request, Sure),
        act=lambda: aftercare.stop_support(track, ring=visit.ring, at=timezone.now()),
        done="De opvang is gestopt.",
        intro="Deze persoon wil geen opvang meer. Wat gepland stond, vervalt.",
    )


@question_of_track
def come_back(request: HttpRequest, visit: Visit, track: Track) -> Question:
    return _question(
        visit,
        track,
        heading="Deze persoon wil toch opvang",
        button="Opvang starten",
        form=filled(request, Sure),
        act=lambda: aftercare.come_back(track, ring=visit.ring, at=timezone.now()),
        done="De opvang loopt weer.",
        intro="Alleen als deze persoon daar zelf om vroeg.",
    )


def _question(visit: Visit, track: Track, *, intro: str = "", **parts: Any) -> Question:  # noqa: ANN401
    return Question(to=at(visit, "track", track.pk), around={"intro": intro}, **parts)


def _moment(track: Track, moment: UUID) -> Moment:
    found = next((one for one in queries.moments_of([track]).get(track.pk, []) if one.pk == moment), None)
    if found is None:
        raise Http404
    return found
