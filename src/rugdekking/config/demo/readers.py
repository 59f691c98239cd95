"""How often the help was read in the demo: mostly where to begin, and what to do after a threat."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from rugdekking.config.demo.cast import Cast
from rugdekking.content.queries import slug_of
from rugdekking.kernel.time import day_of
from rugdekking.visits.models import Act
from rugdekking.visits.operations import Count, write_down

# These are counted by their address below the help; written pages stand below by their id in the content.
BY_ADDRESS = frozenset({"begin", "wat-te-doen", "scan", "presentatie"})
# So often in ten days, about.
READ: Mapping[str, int] = {
    "begin": 46,
    "wat-te-doen": 31,
    "threatening_mail": 18,
    "step_plan": 13,
    "report_or_complaint": 9,
    "who_sees_it": 8,
    "online_hate": 7,
    "anonymous": 6,
    "scan": 5,
    "stalking": 4,
    "home_security": 4,
    "safety_on_the_agenda": 3,
    "banned": 1,
}
FETCHED: Mapping[str, int] = {"factsheet_reporting": 5, "protocol_on_a_page": 3, "presentatie": 1}
SPELL = timedelta(days=10)
KEPT = timedelta(days=170)


def let_them_read(cast: Cast, *, at: datetime) -> None:
    """Write down what was read and fetched since the desk opened; after half a year counts are thrown away."""
    write_down(_counts(cast.desk.organisation_id, today=day_of(at)))


def _counts(organisation: UUID, *, today: date) -> Iterator[Count]:
    chance = Random(5)  # noqa: S311  (numbers to look at, the same in every demo)
    day = today - timedelta(days=1)
    while day > today - KEPT:
        for act, pages in ((Act.READ, READ), (Act.FETCHED, FETCHED)):
            for page, about in pages.items():
                name = page if page in BY_ADDRESS else slug_of(page)
                yield organisation, name, act, day, about + chance.randint(-about // 3, about // 3)
        day -= SPELL
