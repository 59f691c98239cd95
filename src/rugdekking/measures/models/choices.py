"""What an answer can be: its nature, how strongly it is asked for, who decides, what the other side can do."""

from django.db import models

from rugdekking.content.schema import Decider, Kind, Obligation


class Nature(models.TextChoices):
    RESPONSE = Kind.RESPONSE.value, "reactie"
    MEASURE = Kind.MEASURE.value, "maatregel"


class Strength(models.TextChoices):
    ALWAYS = Obligation.ALWAYS.value, "altijd"
    IN_PRINCIPLE = Obligation.IN_PRINCIPLE.value, "in principe"
    IN_CONSULTATION = Obligation.IN_CONSULTATION.value, "in overleg met de betrokkene"
    MAY = Obligation.MAY.value, "mag"


class Mandate(models.TextChoices):
    CASE_MANAGER = Decider.CASE_MANAGER.value, "casusregisseur"
    LINE_MANAGER = Decider.LINE_MANAGER.value, "leidinggevende"
    CLERK = Decider.CLERK.value, "griffier"
    SECRETARY = Decider.SECRETARY.value, "secretaris"
    CHAIR = Decider.CHAIR.value, "voorzitter van het bestuur"
    EXECUTIVE = Decider.EXECUTIVE.value, "dagelijks bestuur"
    PRESIDIUM = Decider.PRESIDIUM.value, "presidium"


class Hearing(models.TextChoices):
    NONE = "none", "nog niet gehoord"
    HELD = "held", "gehoord"
    SKIPPED = "skipped", "niet gehoord, met reden"
    LATER = "later", "achteraf gehoord"


class Remedy(models.TextChoices):
    """What the person who gets the answer can do about it."""

    COMPLAINT = "complaint", "een klacht indienen"
    OBJECTION = "objection", "bezwaar maken"
    CIVIL_COURT = "civil_court", "naar de burgerlijke rechter gaan"


class ChangeKind(models.TextChoices):
    SHORTEN = "shorten", "korter"
    EXTEND = "extend", "langer"
    LIFT = "lift", "opheffen"


class ReviewOutcome(models.TextChoices):
    """The others are kinds of changes, under the same names."""

    CONTINUE = "continue", "de maatregel blijft zoals zij is"
    SHORTEN = ChangeKind.SHORTEN.value, "de maatregel kan korter"
    EXTEND = ChangeKind.EXTEND.value, "de maatregel moet langer"
    LIFT = ChangeKind.LIFT.value, "de maatregel kan worden opgeheven"


class Finding(models.TextChoices):
    FOUNDED = "founded", "gegrond"
    UNFOUNDED = "unfounded", "ongegrond"
    LATE = "late", "te laat, niet behandeld"
