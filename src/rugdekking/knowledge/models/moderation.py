"""Nobody publishes alone: what one editor wrote, another one reads first."""

from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from wagtail.locks import WorkflowLock
from wagtail.models import Page, Task, TaskState

from rugdekking.kernel.privacy import Privacy
from rugdekking.knowledge import logged
from rugdekking.knowledge.models.page import ToolkitPage, home_around
from rugdekking.notify import operations as notify
from rugdekking.notify.models import Kind
from rugdekking.organisations.models import Membership, MembershipRole
from rugdekking.organisations.roles import Role
from rugdekking.people.models import Person


class WhileItWaits(WorkflowLock):
    """Nothing changes in a page that waits: what is published is what somebody read."""

    def get_message(self, user: Any) -> str:  # noqa: ANN401, ARG002  (Wagtail's own signature)
        return "Deze pagina wacht op een tweede lezer. Zolang dat zo is, verandert er niets aan."

    def get_description(self, user: Any, can_lock: bool = False) -> str:  # noqa: ANN401, ARG002, FBT001, FBT002
        return "Wie de pagina instuurde of leest, kan haar terughalen of terugsturen."


class SecondReader(Task):
    """The one step of the moderation: another person than who wrote last reads it, and publishes or sends it back."""

    task = models.OneToOneField(Task, on_delete=models.CASCADE, parent_link=True, related_name="+")

    privacy: ClassVar[Privacy] = Privacy()
    lock_class = WhileItWaits

    class Meta:
        verbose_name = "tweede lezer"

    def locked_for_user(self, obj: ToolkitPage, user: Any) -> bool:  # noqa: ANN401, ARG002
        return True

    def start(self, workflow_state: Any, user: Any = None) -> TaskState:  # noqa: ANN401
        """Tell the other editors that something waits for them."""
        state = super().start(workflow_state, user=user)
        page = workflow_state.content_object
        for editor in editors_around(page):
            if editor != user:
                tell(editor, page, at=timezone.now())
        return state

    def get_actions(self, obj: ToolkitPage, user: Any) -> list[tuple[str, str, bool]]:  # noqa: ANN401
        if not may_judge(obj, user):
            return []
        return [
            ("approve", "Goedkeuren en publiceren", False),
            ("reject", "Terugsturen, met uitleg", True),
        ]

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: Any, action_name: str, **more: Any) -> None:  # noqa: ANN401
        page: Any = task_state.workflow_state.content_object
        # What is published is the last version: none may come in between this question and the answer.
        Page.objects.select_for_update().get(pk=page.pk)
        page.refresh_from_db()
        task_state.refresh_from_db()
        if not may_judge(page, user) or changed_since(task_state, page):
            raise PermissionDenied
        super().on_action(task_state, user, action_name, **more)
        asked = task_state.workflow_state.requested_by
        if action_name == "approve":
            logged.record("page.approved", page, by=user, at=timezone.now())
        if action_name == "reject" and asked:
            tell(asked, page, at=timezone.now())

    def get_task_states_user_can_moderate(self, user: Any, **_more: Any) -> models.QuerySet[TaskState]:  # noqa: ANN401
        waiting = TaskState.objects.filter(task=self.pk, status=TaskState.STATUS_IN_PROGRESS)
        theirs = [
            state.pk
            for state in waiting.select_related("revision", "workflow_state")
            if may_judge(state.workflow_state.content_object, user)
        ]
        return waiting.filter(pk__in=theirs)


def may_judge(page: Any, user: Any) -> bool:  # noqa: ANN401
    """Whether `user` edits in this tree and is somebody else than who wrote last."""
    last = page.latest_revision
    return bool(last and last.user_id != user.pk and page.permissions_for_user(user).can_edit())


def changed_since(asked: TaskState, page: Any) -> bool:  # noqa: ANN401
    """Whether `page` is another text than it was when a second reader was asked, also under the same number."""
    last = page.latest_revision
    return bool(last.pk != asked.revision_id or last.created_at > asked.started_at)


def editors_around(page: ToolkitPage) -> list[Person]:
    """Who edits in the home in which `page` lies, or that it is."""
    home = home_around(page)
    if home is None:
        return []
    editing = MembershipRole.objects.filter(organisation=home.organisation, role=Role.EDITOR)
    theirs = Membership.objects.filter(pk__in=editing.values("membership"), left_on=None)
    return list(Person.objects.filter(pk__in=theirs.values("person"), is_active=True).order_by("email"))


def tell(
    editor: Person,
    page: Any,  # noqa: ANN401
    *,
    at: datetime,
    kind: Kind = Kind.SOMETHING_WAITS,
) -> None:
    """A mail that something waits in the editor, without a word of what it is. A national page tells nobody."""
    home = home_around(page)
    if home is None or home.organisation is None:
        return
    notify.enqueue(kind, organisation=home.organisation.pk, address=editor.email, subject=page.translation_key, at=at)
