"""What went to the police: by whom, in which way, and whether it asked for prosecution."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rugdekking.kernel.privacy import Privacy
from rugdekking.organisations.models import Membership, Organisation
from rugdekking.police.models.dossier import Dossier


class Route(models.TextChoices):
    """The ways of content/nl/choices in which something goes to the police."""

    NOTIFICATION = "notification", "melding"
    COMPLAINT = "complaint", "aangifte"
    STOP_TALK = "stop_talk", "verzoek om een stopgesprek"


class Filer(models.TextChoices):
    """Who files. Only the person concerned can ask for prosecution, or somebody with a written power for it
    (Wetboek van Strafvordering, articles 163 to 165)."""

    PERSON = "person", "de betrokkene zelf"
    EMPLOYER = "employer", "de organisatie, als werkgever"
    ON_BEHALF = "on_behalf", "iemand namens de betrokkene, met een volmacht"


class Basis(models.TextChoices):
    """On what a filing rests: the wish of the person concerned, or the duty of public bodies and officials to file
    (Wetboek van Strafvordering, article 162), which the person cannot stop."""

    WISH = "wish", "op wens van de betrokkene"
    DUTY = "duty", "omdat de organisatie verplicht is aangifte te doen"


class Filing(models.Model):
    """One visit, call or letter to the police. `prosecution`: it held a complaint, a request to prosecute.

    `power_on` is the day of the special written power of who filed on somebody's behalf. `told_on`: on which day the
    person concerned heard that the organisation would file out of duty.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    route = models.CharField(max_length=12, choices=Route)
    filer = models.CharField(max_length=9, choices=Filer)
    prosecution = models.BooleanField(default=False)
    power_on = models.DateField(null=True)
    basis = models.CharField(max_length=4, choices=Basis, default=Basis.WISH)
    told_on = models.DateField(null=True)
    filed_on = models.DateField()
    taken_back_on = models.DateField(null=True)
    sealed = models.BinaryField()
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"sealed"}))

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="who_files_for_another_has_a_written_power",
                condition=~Q(filer=Filer.ON_BEHALF) | Q(power_on__isnull=False, power_on__lte=F("filed_on")),
            ),
            models.CheckConstraint(
                name="an_employer_does_not_ask_for_prosecution",
                condition=~Q(prosecution=True) | ~Q(filer=Filer.EMPLOYER) & Q(route=Route.COMPLAINT),
            ),
            models.CheckConstraint(
                name="an_organisation_that_must_file_tells_it_first",
                condition=Q(basis=Basis.WISH, told_on=None)
                | Q(
                    basis=Basis.DUTY,
                    filer=Filer.EMPLOYER,
                    route=Route.COMPLAINT,
                    told_on__isnull=False,
                    told_on__lte=F("filed_on"),
                ),
            ),
            models.CheckConstraint(
                name="only_a_complaint_is_taken_back",
                condition=Q(taken_back_on=None) | Q(prosecution=True, taken_back_on__gte=F("filed_on")),
            ),
        )
        indexes = (models.Index(name="filings_of_a_dossier", fields=("dossier", "filed_on")),)

    def __str__(self) -> str:
        return self.get_route_display()
