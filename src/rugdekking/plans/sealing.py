"""What stands in a task, as it is sealed under the task's own key."""

import msgspec

from rugdekking.plans.models import Task
from rugdekking.vault.secrets import Context, Secret


class Asked(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is asked, and what the handler adds that the owner needs to know. The owner reads nothing else."""

    text: str
    background: str = ""


class Ended(msgspec.Struct, frozen=True, kw_only=True):
    """How it went, or why it was skipped."""

    text: str


def seal_asked(task: Task, asked: Asked, *, under: Secret) -> bytes:
    return under.seal(msgspec.json.encode(asked), _place(task, "asked"))


def seal_ended(task: Task, ended: Ended, *, under: Secret) -> bytes:
    return under.seal(msgspec.json.encode(ended), _place(task, "ended"))


def asked_of(task: Task, *, with_: Secret) -> Asked:
    """What the task asks. Raises `CannotOpen` when the key does not fit or somebody changed or moved it."""
    return msgspec.json.decode(with_.open(bytes(task.sealed), _place(task, "asked")), type=Asked)


def ended_of(task: Task, *, with_: Secret) -> Ended | None:
    """How the task ended, or nothing while it is open."""
    if task.sealed_end is None:
        return None
    return msgspec.json.decode(with_.open(bytes(task.sealed_end), _place(task, "ended")), type=Ended)


def _place(task: Task, field: str) -> Context:
    return Context(task.organisation_id, "plans", task.pk, field)
