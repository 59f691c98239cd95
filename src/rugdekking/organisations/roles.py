"""The roles of design part 3 that have a page today."""

from django.db import models


class Role(models.TextChoices):
    CASE_MANAGER = "case_manager", "casusregisseur"
    COORDINATOR = "coordinator", "coördinator"
    DEPUTY = "deputy", "vervanger van buiten het steunpunt"
    TASK_OWNER = "task_owner", "taakhouder"
    DECIDER = "decider", "beslisser"
    CARER = "carer", "vertrouwenspersoon of collegiale opvang"
    FRONT_DESK = "front_desk", "balie"
    ADMINISTRATOR = "administrator", "beheerder"
    EDITOR = "editor", "redacteur"
    AUDITOR = "auditor", "functionaris gegevensbescherming"


# Who may open reports once a holder of the desk key has let them in.
READERS = frozenset({Role.CASE_MANAGER, Role.COORDINATOR, Role.DEPUTY})
# Who works cases of the desk; the deputy steps in from outside it.
DESK = frozenset({Role.CASE_MANAGER, Role.COORDINATOR})
