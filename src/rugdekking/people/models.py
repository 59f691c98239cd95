"""Who works here, and the open sessions of people with and without an account."""

import uuid
from collections.abc import Iterable
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import Group, Permission
from django.db import models
from django.db.models.functions import Lower

from rugdekking.kernel.privacy import Privacy


class People(BaseUserManager["Person"]):
    """Finds people by the address with which they sign in."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").lower())


class Person(AbstractBaseUser):
    """Somebody with an account. What a person may do says their membership, never their account."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField("e-mailadres", unique=True)
    name = models.CharField("naam", max_length=120)
    is_active = models.BooleanField(default=True)
    created_on = models.DateField()
    # What somebody may do in the toolkit's editor follows their roles, at every request (`knowledge.rights`).
    groups = models.ManyToManyField(Group, blank=True, related_name="+", related_query_name="user")

    is_superuser: ClassVar[bool] = False

    objects = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    privacy: ClassVar[Privacy] = Privacy(
        clear={
            "email": "the name to sign in with, and where mails without content go",
            "name": "colleagues and reporters see who handles what",
            "password": "an Argon2 hash, from which nobody reads the password",
        }
    )

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="an_address_is_in_lower_case"),
        )

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def has_perm(self, permission: str, _about: object = None) -> bool:
        """Whether a group of this person has the permission, such as `wagtailadmin.access_admin`."""
        part, _, code = permission.partition(".")
        theirs = Permission.objects.filter(group__user=self, content_type__app_label=part, codename=code)
        return self.is_active and theirs.exists()

    def has_perms(self, permissions: Iterable[str]) -> bool:
        return all(self.has_perm(one) for one in permissions)


class StaffSession(models.Model):
    """One browser in which a colleague is signing in or signed in.

    The row's id is a hash of one half of the cookie, `sealed` opens with the other half. So a stolen
    database gives nobody a session, and what a session remembers can be read only with its cookie.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    # The person's private vault keys while they are unlocked, sealed under the cookie as well.
    unlocked = models.BinaryField(null=True)
    started_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"sealed", "unlocked"}))

    def __str__(self) -> str:
        return str(self.pk)


class ReporterSession(models.Model):
    """One browser in which a reporter has their own page or a stored draft open.

    The row's id is a hash of one half of the cookie, the access code opens with the other half.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.UUIDField()
    sealed_code = models.BinaryField()
    last_seen_at = models.DateTimeField()

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"sealed_code"}))

    def __str__(self) -> str:
        return str(self.pk)
