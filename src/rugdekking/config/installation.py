"""Making an installation ready: the database, the shipped content, and the demo."""

from collections.abc import Sequence

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from rugdekking.content import operations as content


def bring_up_to_date() -> None:
    """Migrate when something is to be migrated. Asking is quick, so every start may ask."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    if settings.CACHES["default"]["LOCATION"] not in connection.introspection.table_names():
        call_command("createcachetable", verbosity=0)


def load_content() -> None:
    content.load_content(at=timezone.now())


def demo() -> Sequence[str]:
    """Fill an empty installation with the demo. Gives what somebody must know to sign in, line by line."""
    if not settings.DEMO:
        return ["This is no demo: RUGDEKKING_DEMO is not set. Nothing was done."]
    from rugdekking.config.demo import fill

    bring_up_to_date()
    load_content()
    return fill(at=timezone.now())
