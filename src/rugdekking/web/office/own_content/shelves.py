"""The two kinds of content that an organisation can have of its own, with the words and addresses for each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase

from rugdekking.content.schema import Conversation, Scan
from rugdekking.organisations.models import Organisation
from rugdekking.organisations.roles import Role
from rugdekking.scans import operations, queries
from rugdekking.scans.models import Kind, OwnContent
from rugdekking.web.access import Visit, office

View = Callable[..., HttpResponseBase]
Own = Scan | Conversation
EDITORS = (Role.EDITOR, Role.COORDINATOR, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Shelf:
    """One kind. `name` begins the names of its addresses, `public` is the visitors' page of one item.

    `title` and `word` are what they and one of them are called, `look` is what a colleague does with a draft, and
    `where` the place where visitors find it.
    """

    kind: Kind
    name: str
    public: str
    title: str
    word: str
    look: str
    template: str
    where: str
    read: Callable[[OwnContent], Own]
    shown: Callable[[Organisation], Sequence[Own]]
    found: Callable[[Organisation, str], Own | None]
    bring_in: Callable[..., OwnContent]

    @property
    def overview(self) -> str:
        return f"{self.name}s"

    @property
    def adding(self) -> str:
        return f"Een {self.word} inlezen"


SCANS = Shelf(
    kind=Kind.SCAN,
    name="own-scan",
    public="scans:scan",
    title="Zelfscans",
    word="zelfscan",
    look="Probeer het uit.",
    template="office/own_content/scan.html",
    where="Zelfscans",
    read=queries.read,
    shown=queries.scans_of,
    found=queries.scan_of,
    bring_in=operations.bring_in,
)
GUIDES = Shelf(
    kind=Kind.GUIDE,
    name="own-guide",
    public="meetings:guide",
    title="Werkvormen",
    word="werkvorm",
    look="Lees het na.",
    template="office/own_content/guide.html",
    where="Samen in gesprek",
    read=queries.read_guide,
    shown=queries.guides_of,
    found=queries.guide_of,
    bring_in=operations.bring_in_guide,
)
SHELVES = (SCANS, GUIDES)


def of_version(page: View) -> View:
    """For a page about one version. Another organisation's is as none, and so is one of the other kind."""

    @office(*EDITORS)
    @wraps(page)
    def opened(request: HttpRequest, visit: Visit, shelf: Shelf, version: UUID) -> HttpResponseBase:
        row = queries.version_of(visit.membership.organisation_id, version, shelf.kind)
        if row is None:
            raise Http404
        return page(request, visit, shelf, row)

    return opened
