"""Reports for the tests, made as people make them."""

from collections.abc import Sequence
from datetime import datetime

from rugdekking.keys.rings import Ring
from rugdekking.reports import files, operations, queries
from rugdekking.reports.queries import Mine
from rugdekking.reports.story import Contact, KnownAs, Me, Story
from rugdekking.vault.codes import AccessCode
from rugdekking.vault.files import SealedFile
from rugdekking.vault.storage import storage
from tests import make
from tests.recording import a_step

STORY = Story(
    safe_now=True,
    what="Iemand riep: wij weten waar u woont.",
    literal="wij weten waar u woont",
    behaviour="intimidated",
    channel="outdoors",
    me=Me(known_as=KnownAs.NAMED, office="councillor", name="Sam Statenlid"),
    contact=Contact(phone="0612345678"),
)


@a_step
def filed(
    cast: make.Cast,
    story: Story = STORY,
    *,
    code: AccessCode | None = None,
    attached: Sequence[files.StoredFile] = (),
    at: datetime = make.MIDDAY,
) -> Mine:
    """A report that somebody just sent, as they have it."""
    code = code or AccessCode.new()
    operations.submit(code, desk=cast.desk, story=story, files=attached, at=at)
    return mine(cast, code)


def mine(cast: make.Cast, code: AccessCode) -> Mine:
    """What the holder of `code` has of the newest report."""
    return queries.reports_under(cast.desk.organisation_id, code)[0]


def ring_of(cast: make.Cast, code: AccessCode) -> Ring:
    return mine(cast, code).ring


def stored(content: bytes = b"een foto", name: str = "foto.jpg") -> files.StoredFile:
    """A file that was just sealed on disk."""
    sealed = SealedFile(storage())
    sealed.write(content)
    sealed.finish()
    return files.stored(sealed, name=name)
