"""The databases of the tests are what the migrations say, and stay apart."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, interactive=False, stdout=StringIO())


@pytest.mark.django_db
def test_the_tests_run_on_a_database_of_their_own() -> None:
    name = str(connection.settings_dict["NAME"])

    assert "rugdekking-tests-" in name or name.startswith("rugdekking_test_")
    assert "rugdekking-tests-" in str(settings.DATA_FOLDER)


@pytest.mark.django_db
def test_limits_are_counted_in_the_database() -> None:
    cache.set("limit", 1)

    assert cache.get("limit") == 1
