"""Who did it, in plain ids: an audit row outlives what it tells about."""

from dataclasses import dataclass
from uuid import UUID

from django.db import models


class ActorKind(models.TextChoices):
    MEMBER = "member", "medewerker"
    REPORTER = "reporter", "melder"
    SYSTEM = "system", "het systeem"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts. `id` is a membership for a member and a code holder for a reporter.

    `role` is the code of the role in which a member acts, shown to the reporter afterwards.
    """

    kind: ActorKind
    id: UUID | None = None
    role: str = ""


SYSTEM = Actor(ActorKind.SYSTEM)


def member(membership: UUID, role: str) -> Actor:
    return Actor(ActorKind.MEMBER, membership, role)


def reporter(holder: UUID) -> Actor:
    return Actor(ActorKind.REPORTER, holder)
