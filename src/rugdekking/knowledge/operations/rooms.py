"""The rooms in which pages lie: the national one and one for each organisation, and who may write in them."""

from datetime import date, datetime, timedelta
from typing import Any, Final

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.admin.models import Admin
from wagtail.models import GroupPagePermission, Locale, Page, Task, Workflow, WorkflowPage, WorkflowTask

from rugdekking.kernel.time import day_of
from rugdekking.knowledge.fields import joined
from rugdekking.knowledge.models import Home, SecondReader
from rugdekking.knowledge.queries import homes_edited_by
from rugdekking.organisations.models import Organisation
from rugdekking.people.models import Person

MAY: Final = ("add_page", "change_page", "publish_page", "bulk_delete_page")
YEAR: Final = timedelta(days=365)


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


def national_home(at: datetime) -> Home:
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
