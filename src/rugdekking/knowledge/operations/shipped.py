"""The national pages: made of the content files, anew with each release."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from wagtail.models import Page, Revision
from wagtail.signal_handlers import disable_reference_index_auto_update

from rugdekking.audit import operations as audit
from rugdekking.audit.actor import SYSTEM
from rugdekking.content.models import ContentKind, Item
from rugdekking.content.queries import latest, names_in
from rugdekking.content.schema import HelpPage, PageKind
from rugdekking.knowledge import logged
from rugdekking.knowledge.fields import joined
from rugdekking.knowledge.models import (
    Article,
    Document,
    Event,
    Guide,
    Home,
    News,
    Question,
    Service,
    Story,
    ThemePage,
    ToolkitPage,
)
from rugdekking.knowledge.models.former import former_addresses, lead_on
from rugdekking.knowledge.operations.rooms import national_home

PAGES: Final[dict[PageKind, type[ToolkitPage]]] = {
    PageKind.THEME: ThemePage,
    PageKind.ARTICLE: Article,
    PageKind.GUIDE: Guide,
    PageKind.DOCUMENT: Document,
    PageKind.STORY: Story,
    PageKind.QUESTION: Question,
    PageKind.EVENT: Event,
    PageKind.SERVICE: Service,
    PageKind.NEWS: News,
}


@transaction.atomic
def publish_shipped(*, at: datetime, folder: Path | None = None) -> int:
    """Make national pages of the loaded content, or new versions of them, and take offline whose file is gone.

    Gives how many changed. Runs at every start: when nothing is new, two queries are all it takes.
    """
    newest = Item.objects.filter(kind=ContentKind.TOOLKIT).values_list("name").annotate(Max("version"))
    shown = dict(ToolkitPage.objects.live().exclude(shipped="").values_list("shipped", "shipped_version"))
    files = names_in(ContentKind.TOOLKIT, folder=folder)
    changed = [name for name, version in newest.order_by("name") if name in files and shown.get(name, 0) < version]
    # Without any file it is the folder that is missing, and not all of the help.
    gone = sorted(shown.keys() - files) if files else []
    # The index of what refers to what serves pickers of pages and pictures, which our editor does not have.
    with disable_reference_index_auto_update():
        _release([latest(HelpPage, name) for name in changed], gone, at)
    return len(changed) + len(gone)


def _release(changed: Sequence[HelpPage], gone: Sequence[str], at: datetime) -> None:
    """Pages of one release may take each other's addresses: own versions follow when all have theirs."""
    now = {content.id: content.slug for content in changed}
    for page in ToolkitPage.objects.filter(shipped__in=gone).specific() if gone else []:
        _take_offline(page, at, replaced=page.slug in now.values())
    stood = dict(ToolkitPage.objects.filter(shipped__in=now).values_list("slug", "shipped")) if now else {}
    for content in changed:
        _publish(national_home(at), content, at)
    _take_along({before: now[name] for before, name in stood.items() if now[name] != before}, at)


def _publish(home: Home, content: HelpPage, at: datetime) -> None:
    _make_room(home, content)
    made = PAGES[content.kind]
    page = made.objects.filter(shipped=content.id).first()
    if page is None:
        _make(home, made, content, at)
        return
    for name, value in _values(content).items():
        setattr(page, name, value)
    page.save_revision(clean=False).publish()


def _make_room(home: Home, content: HelpPage) -> None:
    """Another page stood at this address: one whose file got another name, or that moves in this release too."""
    for other in ToolkitPage.objects.child_of(home).filter(slug=content.slug).exclude(shipped=content.id).specific():
        other.move_to(f"{other.slug}-{other.pk}")


def _make(home: Home, made: type[ToolkitPage], content: HelpPage, at: datetime) -> None:
    left: set[str] = set()
    for of_another_kind in ToolkitPage.objects.filter(shipped=content.id):
        left |= {str(of_another_kind.slug), *former_addresses(of_another_kind)}
        of_another_kind.delete()
    page = made(first_published_at=at, last_published_at=at, **_values(content))
    home.add_child(instance=page)
    for address in left:
        lead_on(page, slug=address)
    revision = page.save_revision(clean=False, changed=False)
    Page.objects.filter(pk=page.pk).update(live_revision=revision)


def _take_along(moves: Mapping[str, str], at: datetime) -> None:
    """Own versions go where the national page goes: they stand in its place, and links lead there.

    `moves` has the new address by the old one. Where the organisation has another page at the new address that stays,
    nothing moves, and its log says so: only an editor knows which of the two belongs there.
    """
    for home in Home.objects.exclude(organisation=None) if moves else []:
        below = ToolkitPage.objects.child_of(home)
        going = _going(moves, set(below.values_list("slug", flat=True)))
        for own in list(below.filter(slug__in=moves).specific()):
            moved = own.slug in going
            if moved:
                _move(own, moves[own.slug])
            logged.record("page.moved" if moved else "page.could_not_move", own, by=None, at=at)


def _going(moves: Mapping[str, str], theirs: set[str]) -> set[str]:
    """Which of the addresses `theirs` are left: those that lead to one that is free, or that is left as well."""
    going = theirs & moves.keys()
    while stuck := {slug for slug in going if moves[slug] in theirs - going}:
        going -= stuck
    return going


def _move(own: ToolkitPage, now: str) -> None:
    own.move_to(now)
    versions = list(own.revisions.all())
    for version in versions:
        version.content["slug"] = now
    Revision.objects.bulk_update(versions, ["content"])


def _take_offline(page: ToolkitPage, at: datetime, *, replaced: bool) -> None:
    """An organisation that wrote its own version keeps it; the log of each other one says that the page is gone.

    `replaced` is one in whose place another file comes: for readers nothing goes.
    """
    page.unpublish()
    if replaced:
        return
    for home in Home.objects.exclude(organisation=None):
        if not ToolkitPage.objects.child_of(home).live().filter(slug=page.slug).exists():
            audit.record(
                "page.no_longer_shipped",
                organisation=home.organisation_id,
                subject=page.translation_key,
                by=SYSTEM,
                at=at,
            )


def _values(content: HelpPage) -> dict[str, Any]:
    return {
        "title": content.title,
        "slug": content.slug,
        "summary": content.summary,
        "theme": content.theme or "",
        "audience": joined(content.audience),
        "phase": joined(content.phase),
        "body": content.body,
        "situations": "\n".join(content.situations),
        "unconfirmed": "\n".join(content.unconfirmed),
        "source": content.source,
        "status": content.status,
        "keeper": content.owner,
        "reviewed_on": content.reviewed_on,
        "review_by": content.review_by,
        "shipped": content.id,
        "shipped_version": content.version,
        **_of_its_kind(content),
    }


def _of_its_kind(content: HelpPage) -> dict[str, Any]:
    if content.kind is PageKind.GUIDE:
        steps = [(one.role.value, one.phase.value, one.title, one.body) for one in content.steps]
        names = ("role", "phase", "title", "body")
        return {"steps": [("step", dict(zip(names, step, strict=True))) for step in steps]}
    if content.document:
        one = content.document
        generated = one.generated.value if one.generated else ""
        return {"sort": one.type.value, "author": one.author, "month": one.month, "generated": generated}
    if content.event:
        return {"on": content.event.day, "place": content.event.place}
    part = content.story or content.service
    return {name: getattr(part, name) for name in part.__struct_fields__} if part else {}
