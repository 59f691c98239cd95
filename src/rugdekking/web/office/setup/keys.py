"""The keys page: what is still missing, making the desk key, letting in, letting go, recovery shares."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rugdekking.cases.operations import welcome
from rugdekking.kernel.refusal import Refused
from rugdekking.keys import circles, queries
from rugdekking.keys import operations as keys
from rugdekking.keys.models import Key
from rugdekking.measures import operations as measures
from rugdekking.organisations.models import Membership
from rugdekking.organisations.roles import READERS, Role
from rugdekking.web.access import Visit, office
from rugdekking.web.office.page import show
from rugdekking.web.office.setup.forms import RecoverDeskForm, ShareForm


@require_safe
@office(Role.ADMINISTRATOR, *READERS)
def overview(request: HttpRequest, visit: Visit) -> HttpResponse:
    desk = visit.desk
    in_doubt = queries.distrusted_key(desk.pk)
    if in_doubt is not None:
        return _in_doubt(request, visit, in_doubt)
    key, recovery = queries.desk_key(desk.pk), queries.published_recovery_key(desk.pk)
    readers = queries.desk_readers(desk)
    context = {
        "state": queries.form_state(desk),
        "key": key,
        "shares": queries.shares(recovery.pk) if recovery else [],
        "readers": readers,
        "waiting": queries.waiting_to_be_let_in(desk),
        "front_desk": circles.front_desk(desk),
        "waiting_at_front_desk": circles.waiting_at_front_desk(desk),
        "holds_key": visit.membership in readers,
        "may_make": key is None and bool(visit.roles & READERS),
        "may_recover": bool(visit.roles & READERS) and visit.membership not in readers,
    }
    return show(request, visit, "office/setup/keys.html", context)


@require_http_methods(["GET", "POST"])
@office(*READERS, unlocked=True)
def make(request: HttpRequest, visit: Visit) -> HttpResponse:
    if request.method == "POST":
        try:
            papers = keys.make_desk_key(visit.desk, ring=visit.ring, at=timezone.now())
        except Refused as refusal:
            messages.error(request, str(refusal.reason))
            return redirect("setup-keys", visit.membership.organisation.slug)
        return papers_page(request, visit, papers)
    return show(request, visit, "office/setup/make_key.html")


@require_POST
@office(*READERS, unlocked=True)
def let_in(request: HttpRequest, visit: Visit, member: UUID) -> HttpResponse:
    newcomer = _among(queries.waiting_to_be_let_in(visit.desk), member)

    def act() -> None:
        keys.let_in(newcomer, desk=visit.desk, ring=visit.ring, at=timezone.now())
        welcome(newcomer, ring=visit.ring, at=timezone.now())
        measures.welcome(newcomer, ring=visit.ring)

    return _after_speaking(request, visit, act, done=f"{newcomer.person.name} kan nu meldingen openen.")


@require_POST
@office(*READERS, unlocked=True)
def admit(request: HttpRequest, visit: Visit, member: UUID) -> HttpResponse:
    """At the front desk one finds cards by a name, and opens no report."""
    newcomer = _among(circles.waiting_at_front_desk(visit.desk), member)

    def act() -> None:
        keys.admit(newcomer, desk=visit.desk, ring=visit.ring, at=timezone.now())
        measures.welcome(newcomer, ring=visit.ring)

    return _after_speaking(request, visit, act, done=f"{newcomer.person.name} kan nu namen opzoeken aan de balie.")


@require_http_methods(["GET", "POST"])
@office(*READERS, unlocked=True)
def remove(request: HttpRequest, visit: Visit, member: UUID) -> HttpResponse:
    leaver = _reader(visit, member)
    if request.method == "POST":
        try:
            papers = keys.remove(leaver, desk=visit.desk, ring=visit.ring, at=timezone.now())
            measures.renew_cards(visit.ring, at=timezone.now())
        except Refused as refusal:
            messages.error(request, str(refusal.reason))
            return redirect("setup-keys", visit.membership.organisation.slug)
        return papers_page(request, visit, papers)
    return show(request, visit, "office/setup/remove.html", {"leaver": leaver})


@require_http_methods(["GET", "POST"])
@office(*READERS, unlocked=True)
def rotate(request: HttpRequest, visit: Visit) -> HttpResponse:
    if request.method == "POST":
        try:
            papers = keys.rotate(visit.desk, ring=visit.ring, at=timezone.now())
        except Refused as refusal:
            messages.error(request, str(refusal.reason))
            return redirect("setup-keys", visit.membership.organisation.slug)
        return papers_page(request, visit, papers)
    return show(request, visit, "office/setup/rotate.html")


@require_http_methods(["GET", "POST"])
@office(Role.ADMINISTRATOR, *READERS)
def confirm_share(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The keeper of a share types it here, on the screen of whoever sits with them."""
    form = ShareForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            keys.confirm_share(visit.desk, number=typed["number"], typed=typed["share"], at=timezone.now())
        except Refused as refusal:
            form.add_error("share", str(refusal.reason))
        else:
            messages.success(request, f"Deel {typed['number']} is bewaard.")
            return redirect("setup-keys", visit.membership.organisation.slug)
    return show(
        request, visit, "office/setup/form.html", {"form": form, "heading": "Laat zien dat een deel bewaard is"}
    )


@require_http_methods(["GET", "POST"])
@office(*READERS, unlocked=True)
def recover(request: HttpRequest, visit: Visit) -> HttpResponse:
    form = RecoverDeskForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            keys.recover_with_shares(
                visit.desk,
                first=(typed["first_number"], typed["first"]),
                second=(typed["second_number"], typed["second"]),
                ring=visit.ring,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            messages.success(request, "De sleutel van het steunpunt is terug.")
            return redirect("setup-keys", visit.membership.organisation.slug)
    return show(
        request, visit, "office/setup/form.html", {"form": form, "heading": "De sleutel herstellen met twee delen"}
    )


def papers_page(request: HttpRequest, visit: Visit, papers: keys.Papers) -> HttpResponse:
    """Three new shares. Answered without a redirect: they are shown once and are kept nowhere on the way."""
    return show(request, visit, "office/setup/papers.html", {"shares": papers.shares})


def _in_doubt(request: HttpRequest, visit: Visit, key: Key) -> HttpResponse:
    remembering = queries.who_remember(visit.desk)
    context = {
        "in_doubt": key,
        "remembering": remembering,
        "may_make_anew": visit.membership in remembering,
        "reads": bool(visit.roles & READERS),
    }
    return show(request, visit, "office/setup/keys.html", context)


def _among(waiting: Iterable[Membership], member: UUID) -> Membership:
    newcomer = next((one for one in waiting if one.pk == member), None)
    if newcomer is None:
        raise Http404
    return newcomer


def _after_speaking(request: HttpRequest, visit: Visit, act: Callable[[], None], *, done: str) -> HttpResponse:
    """Somebody gets a key only from who says to have spoken to them."""
    if "spoken" not in request.POST:
        messages.error(request, "Spreek de persoon eerst zelf, en zet dan het vinkje.")
        return redirect("setup-keys", visit.membership.organisation.slug)
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
    else:
        messages.success(request, done)
    return redirect("setup-keys", visit.membership.organisation.slug)


def _reader(visit: Visit, member: UUID) -> Membership:
    found = next((one for one in queries.desk_readers(visit.desk) if one.pk == member), None)
    if found is None or found.pk == visit.membership.pk:
        raise Http404
    return found
