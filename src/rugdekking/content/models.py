"""Shipped content, one row per version. It belongs to no organisation: every organisation reads the same."""

import uuid
from typing import ClassVar

from django.db import models

from rugdekking.kernel.privacy import Privacy


class ContentKind(models.TextChoices):
    PROTOCOLS = "protocols", "agressieprotocol"
    PLANS = "plans", "plan per rol"
    TERMS = "terms", "termijnen"
    OFFICES = "offices", "functies"
    TEXTS = "texts", "teksten"
    CARDS = "cards", "kaarten voor als het gebeurt"
    DRILLS = "drills", "oefeningen"
    LETTERS = "letters", "brieven"
    AGREEMENTS = "agreements", "afspraken van politie en OM"
    CONTACTS = "contacts", "wie bellen bij levensgevaar"
    SECURITY = "security", "beveiliging van de woning"
    OFFENCES = "offences", "mogelijke strafbare feiten"
    CHOICES = "choices", "keuze"
    SUBVERSION = "subversion", "ondermijning"
    TOOLKIT = "toolkit", "hulp en uitleg"
    GUIDES = "guides", "gesprekswijzers"
    SCANS = "scans", "zelfscans"
    SYNONYMS = "synonyms", "woorden bij het zoeken"


class Item(models.Model):
    """One version of one content file. It never changes, because cases point at the version they followed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=ContentKind)
    name = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    valid_from = models.DateField()
    loaded_on = models.DateField()
    body = models.TextField()
    file_digest = models.CharField(max_length=64)

    privacy: ClassVar[Privacy] = Privacy(
        clear={
            "name": "The name of a shipped public file.",
            "body": "Shipped public text: the same for everybody, about nobody.",
            "file_digest": "A hash of a shipped public file.",
        }
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kind", "name", "version"), name="a_version_of_content_exists_once"),
        )

    def __str__(self) -> str:
        return f"{self.kind}/{self.name} {self.version}"
