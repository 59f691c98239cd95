"""What the worker removes."""

from datetime import datetime, timedelta

from rugdekking.keys.models import HeldForm

KEEP_HELD_FORMS = timedelta(days=7)


def destroy_due(*, at: datetime) -> int:
    """Remove forms that were held for a week without their writer coming back for them."""
    return HeldForm.objects.filter(held_at__lt=at - KEEP_HELD_FORMS).delete()[0]
