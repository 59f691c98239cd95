import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Clock",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("acknowledge", "ontvangst bevestigen"),
                            ("alarm", "iemand is nu niet veilig"),
                            ("contact", "persoonlijk contact"),
                            ("confirmation", "bevestiging door de betrokkene"),
                            ("plan", "plan klaar"),
                            ("reaction", "reactie aan de veroorzaker"),
                            ("decision", "besluit over een voorstel"),
                            ("hearing", "de andere kant horen"),
                            ("task", "taak"),
                            ("promise", "toezegging aan de melder"),
                            ("answer", "antwoord op een bericht"),
                            ("reporter", "antwoord van de melder"),
                            ("referral", "terugbellen na verwijzing"),
                            ("support_first", "eerste opvanggesprek"),
                            ("support_second", "tweede opvanggesprek"),
                            ("support_third", "derde opvanggesprek"),
                            ("support_last", "laatste gesprek"),
                            ("complaint_term", "klachttermijn"),
                            ("review", "maatregel opnieuw bekijken"),
                            ("measure_end", "einde van een maatregel"),
                            ("objection", "bezwaartermijn"),
                            ("grievance", "klacht over de organisatie"),
                            ("police_answer", "antwoord van politie of OM"),
                            ("destruction", "vernietigen"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "subject_kind",
                    models.CharField(
                        choices=[
                            ("report", "melding"),
                            ("case", "zaak"),
                            ("task", "taak"),
                            ("measure", "maatregel"),
                            ("track", "nazorg"),
                            ("moment", "gesprek"),
                            ("referral", "verwijzing"),
                        ],
                        max_length=8,
                    ),
                ),
                ("subject_id", models.UUIDField()),
                ("file", models.UUIDField()),
                ("owner", models.UUIDField(null=True)),
                ("keeper", models.UUIDField(null=True)),
                ("started_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("running", "loopt"),
                            ("kept", "nagekomen"),
                            ("missed", "te laat"),
                            ("stopped", "gestopt"),
                        ],
                        default="running",
                        max_length=7,
                    ),
                ),
                ("wake_at", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("escalated_at", models.DateTimeField(null=True)),
                (
                    "move_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("asked", "op verzoek van de betrokkene"),
                            ("agreed", "samen met de betrokkene afgesproken"),
                            ("other_start", "het begin bleek een andere dag"),
                            ("decided", "door een nieuw besluit"),
                            ("reopened", "de zaak is opnieuw geopend"),
                        ],
                        max_length=11,
                    ),
                ),
                ("is_promise", models.BooleanField()),
                ("outlives_case", models.BooleanField()),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)),
                        fields=["organisation", "due_at", "id"],
                        name="clocks_due",
                    ),
                    models.Index(
                        condition=models.Q(("ended_at", None)),
                        fields=["owner", "due_at", "id"],
                        name="clocks_of_an_owner",
                    ),
                    models.Index(
                        condition=models.Q(("wake_at__isnull", False)),
                        fields=["wake_at", "id"],
                        name="clocks_to_wake",
                    ),
                    models.Index(fields=["subject_id", "due_at"], name="clocks_of_a_subject"),
                    models.Index(
                        condition=models.Q(("ended_at", None)), fields=["file", "due_at"], name="clocks_of_a_file"
                    ),
                    models.Index(
                        condition=models.Q(("is_promise", True)),
                        fields=["organisation", "due_at", "outcome"],
                        name="promises",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("outcome", "running")),
                            models.Q(models.Q(("outcome", "running"), _negated=True), ("ended_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_clock_runs_or_has_ended",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_at__gte", models.F("started_at"))),
                        name="a_clock_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended_at", None), ("wake_at", None), _connector="OR"),
                        name="an_ended_clock_wakes_nobody",
                    ),
                ],
            },
        ),
    ]
