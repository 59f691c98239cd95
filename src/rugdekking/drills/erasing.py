"""Removing an organisation that existed for a drill: every row of every part, whatever parts there are."""

from graphlib import TopologicalSorter
from uuid import UUID

from django.apps import apps
from django.db import models

from rugdekking.organisations.models import Organisation

# The log is never cut: it holds ids only, and that there was a drill stays true.
_KEPT = frozenset({"audit"})


def erase(practice: Organisation) -> None:
    """Remove everything of `practice`, and itself. The files that its rows pointed at go as orphans."""
    if practice.practice_of_id is None:
        raise ValueError("Only what exists for a drill is removed whole.")
    # Nobody writes another row in it while its tables are emptied one by one.
    Organisation.objects.select_for_update().get(pk=practice.pk)
    _remove_all(practice.pk)
    Organisation.objects.filter(pk=practice.pk).delete()


def _remove_all(organisation: UUID) -> None:
    for model in _pointing_first():
        model._default_manager.filter(organisation=organisation).delete()


def _pointing_first() -> list[type[models.Model]]:
    """The tables that carry an organisation, each after those that point at it."""
    tables = [model for model in apps.get_models() if _carries_organisation(model)]
    pointing = {
        table: {other for other in tables if other is not table and table in _pointed_at(other)} for table in tables
    }
    return list(TopologicalSorter(pointing).static_order())


def _carries_organisation(model: type[models.Model]) -> bool:
    ours = model.__module__.startswith("rugdekking.") and model._meta.app_label not in _KEPT
    return ours and "organisation" in {field.name for field in model._meta.get_fields()}


def _pointed_at(model: type[models.Model]) -> set[object]:
    return {field.related_model for field in model._meta.get_fields() if field.many_to_one or field.one_to_one}
