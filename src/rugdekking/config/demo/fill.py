"""Fills an empty installation once; a later start finds it filled and keeps what people did."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from rugdekking.config.demo.cases import tell_the_stories
from rugdekking.config.demo.cast import gather
from rugdekking.config.demo.people import ORGANISATIONS, PASSPHRASE, PASSWORD, DemoOrganisation
from rugdekking.config.demo.story import code_of, stories_of
from rugdekking.organisations.queries import all_organisations

# The desks opened before the first story of the demo was told.
OPENED = timedelta(days=200)


def fill(*, at: datetime) -> list[str]:
    """Make the demo when there is nothing yet. Gives what somebody must know to sign in, line by line."""
    if not all_organisations():
        with transaction.atomic():
            for organisation in ORGANISATIONS:
                tell_the_stories(organisation, gather(organisation, at=at - OPENED), at=at)
    return introduction()


def introduction() -> list[str]:
    lines = ["This is a demo. Everybody in it is made up.", ""]
    for organisation in ORGANISATIONS:
        lines.append(f"{organisation.name}: http://localhost:8000/{organisation.slug}/")
        lines += [
            f"  {organisation.email(one):34} {one.title}: {', '.join(role.label for role in one.roles)}"
            for one in organisation.colleagues
        ]
        lines += _codes(organisation)
    return [
        *lines,
        "",
        "Staff sign in at http://localhost:8000/account/aanmelden/",
        f"  password:   {PASSWORD}",
        "  code:       the sign-in page shows it, in the demo only",
        f"  passphrase: {PASSPHRASE}",
    ]


def _codes(organisation: DemoOrganisation) -> Iterator[str]:
    """Codes of reporters who are made up. They are the same in every demo, and exist nowhere else."""
    shown = [told for told in stories_of(organisation.slug) if told.shown]
    yield f"  a reporter's own page: http://localhost:8000/{organisation.slug}/mijn/"
    for told in shown:
        yield f"    {code_of(organisation.slug, told.key).text}  {told.shown}"
