"""The protocol as a document to read, to print and to adopt."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.content.queries import latest
from rugdekking.content.schema import Offices, Protocol
from rugdekking.kernel.time import day_of
from rugdekking.protocols.document import as_document
from rugdekking.protocols.models import OwnProtocol
from rugdekking.protocols.queries import letter_titles, read
from rugdekking.rendering import documents
from rugdekking.web.access import Visit, office
from rugdekking.web.office.protocol.frame import READERS, of_version
from rugdekking.web.office.saving import saved


@require_safe
@of_version
def own(_request: HttpRequest, visit: Visit, row: OwnProtocol, form: str) -> HttpResponse:
    return _document(visit, read(row), row, form)


@require_safe
@office(*READERS)
def shipped(_request: HttpRequest, visit: Visit, form: str) -> HttpResponse:
    return _document(visit, latest(Protocol, visit.membership.organisation.protocol), None, form)


def _document(visit: Visit, protocol: Protocol, row: OwnProtocol | None, form: str) -> HttpResponse:
    organisation = visit.membership.organisation
    made = as_document(
        protocol,
        row=row,
        organisation=organisation.name,
        offices=latest(Offices, organisation.kind),
        letters=letter_titles(),
        on=day_of(timezone.now()),
    )
    make = documents.pdf if form == "pdf" else documents.docx
    return saved("protocol", form, lambda: make(made))
