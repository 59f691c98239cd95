"""Whom somebody tells who found a weakness in the site, from the settings: for a page and for `security.txt`."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

# RFC 9116 advises less than a year.
_HOLDS = timedelta(days=182)


def contacts() -> Sequence[str]:
    """Addresses as RFC 9116 writes them, such as `mailto:beveiliging@noordmeer.nl`; the first is preferred."""
    return tuple(settings.SECURITY_CONTACTS)


@register(Tags.security, deploy=True)
def is_somebody_told(**_more: object) -> list[CheckMessage]:
    """For `check --deploy`, which whoever installs the program runs."""
    wrong = settings.NOBODY_TO_TELL
    return [Error(wrong, id="rugdekking.E001")] if wrong else []


def expires(now: datetime) -> datetime:
    """Until when the file may be relied on: the day of the settings, else half a year after this month begins."""
    if settings.SECURITY_EXPIRES is not None:
        return datetime.combine(settings.SECURITY_EXPIRES, time(23, 59, 59), UTC)
    return now.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0) + _HOLDS
