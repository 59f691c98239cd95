"""Writing in the toolkit: the pages that are shipped, the room of an organisation, and who may edit in it."""

from datetime import date, datetime, timedelta
from typing import Any, Final

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import transaction
from django.db.models import F, Max, Q
from wagtail.admin.models import Admin
from wagtail.models import GroupPagePermission, Locale, Page, Task, Workflow, WorkflowPage, WorkflowTask
from wagtail.signal_handlers import disable_reference_index_auto_update

from rugdekking.content.models import ContentKind, Item
from rugdekking.content.queries import latest
from rugdekking.content.schema import HelpPage, PageKind
from rugdekking.kernel.refusal import Refused
from rugdekking.kernel.time import day_of
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
    SecondReader,
    Service,
    Story,
    ThemePage,
    ToolkitPage,
)
from rugdekking.knowledge.models.moderation import editors_around, tell
from rugdekking.knowledge.queries import homes_edited_by
from rugdekking.notify.models import Kind as MailKind
from rugdekking.organisations.models import Organisation
from rugdekking.people.models import Person

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
MAY: Final = ("add_page", "change_page", "publish_page", "bulk_delete_page")
YEAR: Final = timedelta(days=365)


@transaction.atomic
def publish_shipped(*, at: datetime) -> int:
    """Make national pages of the loaded content, or new versions of them; gives how many changed.

    Runs at every start: when nothing is new, two queries are all it takes.
    """
    newest = Item.objects.filter(kind=ContentKind.TOOLKIT).values_list("name").annotate(Max("version"))
    there = dict(ToolkitPage.objects.exclude(shipped="").values_list("shipped", "shipped_version"))
    changed = [name for name, version in newest.order_by("name") if there.get(name, 0) < version]
    if changed:
        home = _national_home(at)
        # The index of what refers to what serves pickers of pages and pictures, which our editor does not have.
        with disable_reference_index_auto_update():
            for name in changed:
                _publish(home, latest(HelpPage, name), at)
    return len(changed)


@transaction.atomic
def open_for(organisation: Organisation, *, at: datetime) -> Home:
    """Give an organisation its own room in the toolkit, in which its editors may write. Once: later it is there."""
    there = Home.objects.filter(organisation=organisation).first()
    if there is not None:
        return there
    editors = Group.objects.create(name=f"redactie {organisation.pk}")
    editors.permissions.add(_permission(Admin, "access_admin"))
    home = _a_home(organisation.name, organisation.slug, at, organisation=organisation, editors=editors)
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=editors, page=home, permission=_permission(Page, codename)) for codename in MAY
    )
    return home


@transaction.atomic
def let_edit(person: Person) -> bool:
    """Make what `person` may edit equal to their roles now; says whether that is anything.

    Asked at the door, at every request: who lost the role finds nothing there from then on.
    """
    wanted = {home.editors_id for home in homes_edited_by(person) if home.editors_id}
    if wanted != set(person.groups.values_list("pk", flat=True)):
        person.groups.set(wanted)
    return bool(wanted)


@transaction.atomic
def remind_to_review(*, at: datetime) -> int:
    """Tell the editors of an organisation, once for each review date, which day came; gives for how many pages.

    What is due stands on the first page of the editor (`queries.due_for_review`). National pages are looked at again
    with each release.
    """
    today = day_of(at)
    due = ToolkitPage.objects.live().not_type(Home).filter(review_by__lte=today, shipped="")
    untold = due.filter(Q(reminded_on=None) | Q(reminded_on__lt=F("review_by")))
    pages = list(untold)
    for page in pages:
        for editor in editors_around(page):
            tell(editor, page, at=at, kind=MailKind.REMINDER)
    return ToolkitPage.objects.filter(pk__in=[page.pk for page in pages]).update(reminded_on=today)


@transaction.atomic
def take_over(national: ToolkitPage, *, home: Home, by: Person) -> ToolkitPage:
    """A draft of the organisation's own version of a national page, at the same address, to go on writing in.

    Readers see the national one until it is published. Raises `Refused` when there is an own page at that address.
    """
    if ToolkitPage.objects.child_of(home).filter(slug=national.slug).exists():
        raise Refused("U hebt al een eigen pagina met dit adres. Verander die.")
    own = {"shipped": "", "shipped_version": 0, "keeper": home.title, "owner": by, "slug": national.slug}
    copy: ToolkitPage = national.specific.copy(
        to=home, update_attrs=own, copy_revisions=False, keep_live=False, user=by
    )
    return copy


@transaction.atomic
def publish_planned(*, at: datetime) -> None:
    """Put online and take offline what editors planned for a moment that has come."""
    online = _online()
    call_command("publish_scheduled", verbosity=0)
    for page in ToolkitPage.objects.filter(pk__in=online ^ _online()):
        logged.record("page.appeared" if page.live else "page.expired", page, by=None, at=at)


def note_taken_offline(page: Page, *, by: Person, at: datetime) -> None:
    """Write down who took a page offline."""
    logged.record("page.taken_offline", page, by=by, at=at)


def note_deleted(page: Page, *, by: Person, at: datetime) -> None:
    """Write down who threw away a draft that readers never saw."""
    logged.record("page.draft_dropped", page, by=by, at=at)


def _online() -> set[int]:
    return set(ToolkitPage.objects.filter(live=True, shipped="").values_list("pk", flat=True))


def _publish(home: Home, content: HelpPage, at: datetime) -> None:
    made = PAGES[content.kind]
    page = made.objects.filter(shipped=content.id).first()
    if page is None:
        _make(home, made, content, at)
        return
    for name, value in _values(content).items():
        setattr(page, name, value)
    page.save_revision(clean=False).publish()


def _make(home: Home, made: type[ToolkitPage], content: HelpPage, at: datetime) -> None:
    for of_another_kind in ToolkitPage.objects.filter(shipped=content.id):
        of_another_kind.delete()
    page = made(first_published_at=at, last_published_at=at, **_values(content))
    home.add_child(instance=page)
    revision = page.save_revision(clean=False, changed=False)
    Page.objects.filter(pk=page.pk).update(live_revision=revision)


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
    part = content.story or content.service or content.event
    return {name: getattr(part, name) for name in part.__struct_fields__} if part else {}


def _national_home(at: datetime) -> Home:
    return Home.objects.filter(organisation=None).first() or _a_home("Hulp en uitleg", "landelijk", at)


def _a_home(title: str, slug: str, at: datetime, **more: Any) -> Home:  # noqa: ANN401
    root = _ground()
    home = Home(
        title=title,
        slug=slug,
        summary="Hulp en uitleg voor iedereen met een publiek ambt of publiek werk.",
        body="Hier leest u wat u kunt doen.",
        audience=joined(["staff"]),
        phase=joined(["before"]),
        source="Eigen tekst.",
        keeper="Redactie",
        review_by=_a_year_after(day_of(at)),
        **more,
    )
    root.add_child(instance=home)
    return home


def _a_year_after(day: date) -> date:
    return day + YEAR


def _ground() -> Page:
    """Where all homes stand, and the moderation that holds there. Made when an empty database has none."""
    Locale.objects.get_or_create(language_code="nl")
    root = Page.get_first_root_node()
    if root is None:
        root = Page.add_root(title="Root", slug="root")
    Page.objects.filter(depth=2, content_type=ContentType.objects.get_for_model(Page)).delete()
    _moderation(root)
    return root


def _moderation(root: Page) -> None:
    if WorkflowPage.objects.filter(page=root).exists():
        return
    workflow = Workflow.objects.create(name="Een tweede lezer")
    task: Task = SecondReader.objects.create(name="Lezen door iemand anders")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=root)


def _permission(model: type[Any], codename: str) -> Permission:
    kind = ContentType.objects.get_for_model(model)
    return Permission.objects.get_or_create(content_type=kind, codename=codename, defaults={"name": codename})[0]
