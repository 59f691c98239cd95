"""Fills an empty installation once; a later start finds it filled and keeps what people did."""

from datetime import datetime

from django.db import transaction

from rugdekking.config.demo.cases import tell_the_stories
from rugdekking.config.demo.cast import gather
from rugdekking.config.demo.people import ORGANISATIONS, PASSPHRASE, PASSWORD
from rugdekking.organisations.queries import all_organisations


def fill(*, at: datetime) -> list[str]:
    """Make the demo when there is nothing yet. Gives what somebody must know to sign in, line by line."""
    if not all_organisations():
        with transaction.atomic():
            for organisation in ORGANISATIONS:
                tell_the_stories(organisation, gather(organisation, at=at), at=at)
    return introduction()


def introduction() -> list[str]:
    lines = ["This is a demo. Everybody in it is made up.", ""]
    for organisation in ORGANISATIONS:
        lines.append(f"{organisation.name}: http://localhost:8000/{organisation.slug}/")
        lines += [
            f"  {organisation.email(one):34} {one.title}: {', '.join(role.label for role in one.roles)}"
            for one in organisation.colleagues
        ]
    return [
        *lines,
        "",
        "Staff sign in at http://localhost:8000/account/aanmelden/",
        f"  password:   {PASSWORD}",
        "  code:       the sign-in page shows it, in the demo only",
        f"  passphrase: {PASSPHRASE}",
    ]
