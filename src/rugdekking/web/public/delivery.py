"""Handing over what was written: one commit, in which the code also opens in this browser."""

from collections.abc import Sequence

from django.db import transaction
from django.http import HttpRequest
from msgspec.structs import replace

from rugdekking.kernel.refusal import Refused
from rugdekking.reports import operations as reports
from rugdekking.reports.files import StoredFile
from rugdekking.reports.story import Story
from rugdekking.web import limits
from rugdekking.web.public.places import CLOSED
from rugdekking.web.public.writing import Writing, open_code


@transaction.atomic
def deliver(request: HttpRequest, writing: Writing, story: Story, *, files: Sequence[StoredFile] = ()) -> None:
    """Send `story`. Sent twice it is one report. Raises `Refused` with what to do, and then nothing is sent."""
    place = writing.place
    if not place.is_open:
        raise Refused(CLOSED)
    reports.submit(
        writing.under,
        desk=place.desk,
        story=replace(story, code_kept=False),
        files=files,
        set_apart=limits.is_flood(request, organisation=place.organisation.pk, at=writing.at),
        at=writing.at,
    )
    open_code(request, writing)
