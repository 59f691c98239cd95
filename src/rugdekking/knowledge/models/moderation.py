"""Nobody publishes alone: what one editor wrote, another one reads first."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import models
from wagtail.models import Task, TaskState

from rugdekking.kernel.privacy import Privacy
from rugdekking.knowledge.models.page import ToolkitPage


class SecondReader(Task):
    """The one step of the moderation: another person than who wrote last reads it, and publishes or sends it back."""

    task = models.OneToOneField(Task, on_delete=models.CASCADE, parent_link=True, related_name="+")

    privacy: ClassVar[Privacy] = Privacy()

    class Meta:
        verbose_name = "tweede lezer"

    def get_actions(self, obj: ToolkitPage, user: Any) -> list[tuple[str, str, bool]]:  # noqa: ANN401
        if not may_judge(obj, user):
            return []
        return [
            ("reject", "Terugsturen, met uitleg", True),
            ("approve", "Goedkeuren en publiceren", False),
        ]

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **more: Any) -> None:  # noqa: ANN401
        if not may_judge(task_state.workflow_state.content_object, user):
            raise PermissionDenied
        super().on_action(task_state, user, action_name, **more)

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
