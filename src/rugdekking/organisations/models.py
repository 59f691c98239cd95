"""An organisation, its desk, and the people who hold a role there."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from rugdekking.kernel.privacy import Privacy
from rugdekking.organisations.roles import Role


class Kind(models.TextChoices):
    GEMEENTE = "gemeente", "gemeente"
    PROVINCIE = "provincie", "provincie"
    WATERSCHAP = "waterschap", "waterschap"

    @property
    def protocol(self) -> str:
        """The shipped protocol with which this kind of organisation begins."""
        return "model" if self is Kind.GEMEENTE else f"model_{self.value}"


# How the address of an organisation that exists for one drill ends.
PRACTICE = "-oefening"
LONGEST_SLUG = 40


class Organisation(models.Model):
    """A gemeente, provincie or waterschap with its own address, house style and terms.

    With `practice_of` it exists for one drill of that organisation: what is invented there is nowhere else, because
    nothing ever crosses from one organisation to another.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=LONGEST_SLUG + len(PRACTICE), unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind)
    brand_colour = models.CharField(max_length=7, blank=True)
    accent_colour = models.CharField(max_length=7, blank=True)
    logo = models.BinaryField(blank=True, default=b"")
    protocol = models.CharField(max_length=40, default="model")
    contact_working_days = models.PositiveSmallIntegerField(default=1)
    plan_hours = models.PositiveSmallIntegerField(default=48)
    reaction_hours = models.PositiveSmallIntegerField(default=48)
    draft_days = models.PositiveSmallIntegerField(default=14)
    withdrawn_days = models.PositiveSmallIntegerField(default=30)
    closed_months = models.PositiveSmallIntegerField(default=24)
    made_on = models.DateField()
    practice_of = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="+")

    privacy: ClassVar[Privacy] = Privacy(
        clear={
            "slug": "The public address of the desk.",
            "name": "The public name of the organisation.",
            "brand_colour": "House style, public.",
            "accent_colour": "House style, public.",
            "logo": "House style, public.",
            "protocol": "The name of the shipped protocol that the organisation follows, public.",
        }
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_drill_shows_in_its_address",
                condition=Q(practice_of=None) & ~Q(slug__endswith=PRACTICE)
                | Q(practice_of__isnull=False, slug__endswith=PRACTICE),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Desk(models.Model):
    """The meld- en steunpunt of an organisation: whom one calls, and when somebody answers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=20, blank=True)
    hours = models.CharField(max_length=200, blank=True)
    outside_hours = models.CharField(max_length=200, blank=True)
    introduction = models.CharField(max_length=600, blank=True)
    address = models.CharField(max_length=200, blank=True)
    privacy_officer = models.CharField(max_length=200, blank=True)
    accessibility_entry = models.URLField(max_length=200, blank=True)

    privacy: ClassVar[Privacy] = Privacy(
        clear={
            "name": "Public: stands on the front page.",
            "phone": "Public: the number to call.",
            "hours": "Public: when somebody answers.",
            "outside_hours": "Public: whom to call outside those hours.",
            "introduction": "Public: who the desk is, on the front page.",
            "address": "Public: where the organisation is visited and gets its post.",
            "privacy_officer": "Public: who answers questions about what is kept, and how to reach them.",
            "accessibility_entry": "Public: where the organisation's own statement on accessibility is registered.",
        }
    )

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One person's place in one organisation. It never disappears: what was done in it stays readable."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=80)
    on_public_page = models.BooleanField(default=False)
    joined_on = models.DateField()
    left_on = models.DateField(null=True)

    privacy: ClassVar[Privacy] = Privacy(
        clear={"title": "The member's function, such as griffier: reporters choose from it who must not know."}
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="one_running_membership_per_person",
                fields=("organisation", "person"),
                condition=Q(left_on=None),
            ),
        )

    def __str__(self) -> str:
        return self.title


class MembershipRole(models.Model):
    """A role that a member holds now."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=16, choices=Role)

    privacy: ClassVar[Privacy] = Privacy()

    class Meta:
        constraints = (models.UniqueConstraint(name="each_role_once_per_member", fields=("membership", "role")),)

    def __str__(self) -> str:
        return self.get_role_display()


class Deputy(models.Model):
    """Who steps in for a member whose clock is about to be missed, or who is kept out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    deputy = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")

    privacy: ClassVar[Privacy] = Privacy()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="one_deputy_per_member", fields=("member",)),
            models.CheckConstraint(name="nobody_deputises_for_oneself", condition=~Q(member=models.F("deputy"))),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Invitation(models.Model):
    """A place kept for somebody who has no account yet. The link in the mail is good once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    email = models.EmailField()
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=80)
    roles = models.CharField(max_length=200)
    invited_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    privacy: ClassVar[Privacy] = Privacy(
        clear={
            "email": "Where the invitation goes; removed with the invitation.",
            "name": "Shown to the invited person and on the members page.",
            "title": "The function the person will hold.",
            "roles": "Role codes from the program, separated by spaces.",
        }
    )

    def __str__(self) -> str:
        return str(self.pk)
