import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("protocols", "agressieprotocol"),
                            ("plans", "plan per rol"),
                            ("terms", "termijnen"),
                            ("offices", "functies"),
                            ("texts", "teksten"),
                        ],
                        max_length=9,
                    ),
                ),
                ("name", models.CharField(max_length=40)),
                ("version", models.PositiveIntegerField()),
                ("valid_from", models.DateField()),
                ("loaded_on", models.DateField()),
                ("body", models.TextField()),
                ("file_digest", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "name", "version"), name="a_version_of_content_exists_once"
                    )
                ],
            },
        ),
    ]
