"""Fills an empty installation once; a later start finds it filled and keeps what people did."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.mail import get_connection
from django.db import transaction

from rugdekking.clocks import operations as clocks
from rugdekking.config import environment as env
from rugdekking.config.demo.cases import tell_the_stories
from rugdekking.config.demo.cast import gather
from rugdekking.config.demo.people import ORGANISATIONS, PASSPHRASE, PASSWORD, DemoOrganisation
from rugdekking.config.demo.readers import let_them_read
from rugdekking.config.demo.story import code_of, stories_of
from rugdekking.config.demo.year import prepare
from rugdekking.measures import operations as measures
from rugdekking.notify import operations as notify
from rugdekking.organisations.queries import all_organisations

# The desks opened before the first story of the demo was told.
OPENED = timedelta(days=200)
EVERYTHING = 10_000


def fill(*, at: datetime) -> list[str]:
    """Make the demo when there is nothing yet. Gives what somebody must know to sign in, line by line."""
    if not all_organisations():
        with transaction.atomic():
            for organisation in ORGANISATIONS:
                cast = gather(organisation, at=at - OPENED)
                tell_the_stories(organisation, cast, at=at)
                prepare(cast, opened=at - OPENED, at=at)
                let_them_read(cast, at=at)
            _let_the_past_be(at)
    return introduction()


def _let_the_past_be(at: datetime) -> None:
    """Mails and reminders about all this went out in their time. A visitor sees those that come from now on."""
    measures.end_due(at=at)
    nowhere = get_connection("django.core.mail.backends.dummy.EmailBackend")
    clocks.remind_and_escalate(at=at, at_most=EVERYTHING)
    while notify.send_waiting(at=at, through=nowhere):
        pass


def introduction() -> list[str]:
    place = f"http://localhost:{env.text('PORT', '8000')}"
    lines = ["This is a demo. Everybody in it is made up.", ""]
    for organisation in ORGANISATIONS:
        lines.append(f"{organisation.name}: {place}/{organisation.slug}/")
        lines += [
            f"  {organisation.email(one):34} {one.title}: {', '.join(role.label for role in one.roles)}"
            for one in organisation.colleagues
        ]
        lines += _codes(organisation, place)
    return [
        *lines,
        "",
        f"Staff sign in at {place}/account/aanmelden/",
        f"  password:   {PASSWORD}",
        "  code:       the sign-in page shows it, in the demo only",
        f"  passphrase: {PASSPHRASE}",
    ]


def _codes(organisation: DemoOrganisation, place: str) -> Iterator[str]:
    """Codes of reporters who are made up. They are the same in every demo, and exist nowhere else."""
    shown = [told for told in stories_of(organisation.slug) if told.shown]
    yield f"  a reporter's own page: {place}/{organisation.slug}/mijn/"
    for told in shown:
        yield f"    {code_of(organisation.slug, told.key).text}  {told.shown}"
