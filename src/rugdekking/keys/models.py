"""Who holds what: keys, and the wraps that hand them to people. No secret is ever here in clear.

Every report brings a key and wraps, so here too only what somebody looks by has an index.
"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from rugdekking.kernel.privacy import Privacy
from rugdekking.organisations.models import Membership, Organisation
from rugdekking.organisations.roles import Role


class KeyKind(models.TextChoices):
    DESK = "desk", "steunpunt"
    RECOVERY = "recovery", "herstel"
    REPORT = "report", "melding"
    CASE = "case", "casus"
    TASK = "task", "taak"
    DECISION = "decision", "besluit"
    TRACK = "track", "nazorg"
    PRIVATE = "private", "alleen voor de schrijver"
    POLICE = "police", "politiedossier"
    PERPETRATOR = "perp", "veroorzaker"
    INDEX = "index", "herkenning"
    CARD = "card", "kaarten voor de balie"
    SIGNING = "signing", "handtekening"


# Keys of a desk that people hold one by one: whoever must not know of a thing holds none that it lies under.
CIRCLES = frozenset({KeyKind.INDEX, KeyKind.CARD})


class HolderKind(models.TextChoices):
    MEMBER = "member", "medewerker"
    KEY = "key", "andere sleutel"
    REPORTER = "reporter", "melder"


class Doubt(models.TextChoices):
    """What a member found when they unlocked, for the page that tells what to do."""

    OTHER_KEY = "other", "De sleutel die klaarstond, is niet de sleutel die uw collega kende."
    SWAPPED = "swapped", "De sleutel van een collega was verwisseld voor een andere."
    FORGOTTEN = "forgotten", "Wat een collega van de sleutel had onthouden, was weg of veranderd."


class Key(models.Model):
    """A key and its public half. `subject` is the desk, report, case, task … that it opens.

    Keys of the desk are signed: `signature` is made by the secret of the desk key `vouched_by`, and names who made
    the key and when. A desk key is signed by the one before it, the first by itself, a recovery key by the desk key
    of its own generation, the key of a circle by the desk key of that moment.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=8, choices=KeyKind)
    subject = models.UUIDField()
    generation = models.PositiveIntegerField(default=1)
    public = models.BinaryField()
    made_on = models.DateField()
    retired_on = models.DateField(null=True)
    distrusted_on = models.DateField(null=True)
    doubt = models.CharField(max_length=9, choices=Doubt, blank=True)
    signing_public = models.BinaryField(null=True)
    made_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    vouched_by = models.UUIDField(null=True)
    signature = models.BinaryField(null=True)

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"public", "signing_public", "signature"}))

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="one_key_per_subject_and_generation", fields=("subject", "kind", "generation")
            ),
            models.UniqueConstraint(
                name="one_present_key_of_a_desk",
                fields=("subject", "kind"),
                condition=Q(kind__in=("desk", "recovery"), retired_on=None),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.generation}"


class Wrap(models.Model):
    """A key, wrapped to one holder. Without `wrapped` the holder waits until somebody who can open it helps."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    key = models.ForeignKey(Key, on_delete=models.CASCADE, related_name="+", db_index=False)
    holder_kind = models.CharField(max_length=8, choices=HolderKind)
    holder = models.UUIDField()
    wrapped = models.BinaryField(null=True)

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"wrapped"}))

    class Meta:
        constraints = (models.UniqueConstraint(name="one_wrap_per_key_and_holder", fields=("key", "holder")),)
        indexes = (models.Index(name="wraps_of_a_holder", fields=("holder", "key")),)

    def __str__(self) -> str:
        return str(self.pk)


class PersonalKey(models.Model):
    """The public halves of one person's own key. They publish it once they chose a vault passphrase."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    public = models.BinaryField()
    signing_public = models.BinaryField()
    made_on = models.DateField()
    codes_kept_on = models.DateField(null=True)

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"public", "signing_public"}))

    def __str__(self) -> str:
        return str(self.pk)


class WayIn(models.TextChoices):
    PASSPHRASE = "passphrase", "wachtzin"
    CODE = "code", "herstelcode"


class PersonalWrap(models.Model):
    """A person's own secret, wrapped under a way in. Several exist side by side, so that one may be lost."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=WayIn)
    name = models.BinaryField(null=True)
    salt = models.BinaryField(null=True)
    wrapped = models.BinaryField()
    used_on = models.DateField(null=True)

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"name", "salt", "wrapped"}))

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="one_passphrase_per_person", fields=("person",), condition=Q(kind=WayIn.PASSPHRASE)
            ),
        )

    def __str__(self) -> str:
        return self.get_kind_display()


class Word(models.Model):
    """A holder's word that this member, with this public key, belongs here.

    Signed twice: `signature` with the holder's own secret says whose word it is, `proof` with the secret of
    `desk_key` that it is the word of somebody who had that key. With a next desk key the word is given anew.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="+")
    let_in_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    # Not collected when a key of a report is destroyed: a desk key never is.
    desk_key = models.ForeignKey(Key, on_delete=models.DO_NOTHING, related_name="+", db_index=False)
    public = models.BinaryField()
    signature = models.BinaryField()
    proof = models.BinaryField()
    signed_on = models.DateField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)


class LetIn(Word):
    """The word that lets a member open reports: they hold the desk key."""

    # Which desk key the member saw last, sealed under their own secret: one that an intruder publishes differs.
    known = models.BinaryField(null=True)

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"public", "signature", "proof", "known"}))


class Admission(Word):
    """The word that lets a member look up cards at the front desk. It opens no report: they hold no desk key."""

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"public", "signature", "proof"}))


class Share(models.Model):
    """One paper of a recovery key. `name` tells whether the right paper was kept, and opens nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    key = models.ForeignKey(Key, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    name = models.BinaryField()
    confirmed_on = models.DateField(null=True)

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"name"}))

    class Meta:
        constraints = (models.UniqueConstraint(name="each_share_once", fields=("key", "number")),)

    def __str__(self) -> str:
        return str(self.number)


class ShareWrap(models.Model):
    """A recovery key wrapped under a hash of two of its three shares."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    key = models.ForeignKey(Key, on_delete=models.CASCADE, related_name="+")
    first = models.PositiveSmallIntegerField()
    second = models.PositiveSmallIntegerField()
    wrapped = models.BinaryField()

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"wrapped"}))

    class Meta:
        constraints = (models.UniqueConstraint(name="each_pair_of_shares_once", fields=("key", "first", "second")),)

    def __str__(self) -> str:
        return f"{self.first} en {self.second}"


class Bar(models.Model):
    """Somebody who must not know of a report or case, without saying why.

    One table for exclusion by the reporter, recusal, victim, suspect and relative alike (design part 3). A
    role bars whoever holds it, now or later.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    subject = models.UUIDField()
    membership = models.ForeignKey(Membership, null=True, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=16, choices=Role, blank=True)

    privacy: ClassVar[Privacy] = Privacy()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_bar_names_a_member_or_a_role",
                condition=Q(membership__isnull=False, role="") | Q(membership=None, role__in=Role.values),
            ),
        )
        indexes = (
            models.Index(name="bars_of_a_subject", fields=("subject", "membership", "role")),
            # With the index on membership: whoever has no bar at all learns that without a walk through all of them.
            models.Index(name="bars_of_a_role", fields=("role", "subject")),
        )

    def __str__(self) -> str:
        return str(self.pk)


class HeldForm(models.Model):
    """What somebody posted while locked, sealed to themselves and shown again after unlocking."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    held_at = models.DateTimeField()

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"sealed"}))

    def __str__(self) -> str:
        return str(self.pk)
