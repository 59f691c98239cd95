"""A form that was posted while the office was locked is kept for its writer, and for nobody else."""

from datetime import datetime
from uuid import UUID

from rugdekking.kernel.refusal import Refused
from rugdekking.keys.models import HeldForm, PersonalKey
from rugdekking.people.models import Person
from rugdekking.vault.secrets import Context, Secret, seal_to


def hold_form(person: Person, *, body: bytes, at: datetime) -> None:
    """Keep `body` sealed to this person's own key. Raises `Refused` when they have none yet."""
    key = PersonalKey.objects.filter(person=person).first()
    if key is None:
        raise Refused("U hebt nog geen sleutel. Wat u schreef kan daarom niet veilig worden bewaard.")
    held = HeldForm(person=person, held_at=at)
    held.sealed = seal_to(bytes(key.public), body, _place(person, held.pk))
    held.save(force_insert=True)


def open_held_form(held: HeldForm, *, secret: Secret) -> bytes:
    return secret.open_from(bytes(held.sealed), Context(UUID(int=0), "keys", held.pk, str(held.person_id)))


def drop_held_form(held: UUID, *, person: Person) -> None:
    HeldForm.objects.filter(pk=held, person=person).delete()


def _place(person: Person, held: UUID) -> Context:
    return Context(UUID(int=0), "keys", held, str(person.pk))
