"""Making an installation ready: the database, the shipped content, and the demo."""

from collections.abc import Sequence

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from rugdekking.content import operations as content
from rugdekking.knowledge import operations as knowledge
from rugdekking.organisations.queries import all_organisations


def bring_up_to_date() -> None:
    """Migrate when something is to be migrated. Asking is quick, so every start may ask."""
    executor = MigrationExecutor(connection)
    if not executor.loader.applied_migrations:
        _make_tables(executor)
    elif executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    if settings.CACHES["default"]["LOCATION"] not in connection.introspection.table_names():
        call_command("createcachetable", verbosity=0)


def _make_tables(executor: MigrationExecutor) -> None:
    """An empty database gets every table as it is now, and the migrations that lead there count as done.

    Going through them all took twenty seconds: libraries change their tables many times over. What those migrations
    write besides tables is first data, which we make ourselves (`knowledge.operations.open_for`).
    """
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.managed and not model._meta.proxy:
                editor.create_model(model)
    for app, name in executor.loader.disk_migrations:
        executor.recorder.record_applied(app, name)
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)


def load_content() -> None:
    at = timezone.now()
    content.load_content(at=at)
    knowledge.publish_shipped(at=at)
    for organisation in all_organisations():
        knowledge.open_for(organisation, at=at)


def demo() -> Sequence[str]:
    """Fill an empty installation with the demo. Gives what somebody must know to sign in, line by line."""
    if not settings.DEMO:
        return ["This is no demo: RUGDEKKING_DEMO is not set. Nothing was done."]
    from rugdekking.config.demo import fill

    bring_up_to_date()
    load_content()
    return fill(at=timezone.now())
