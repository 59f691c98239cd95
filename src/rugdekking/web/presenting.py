"""The presentation about a desk, as a file to save: for everybody, and for colleagues with an occasion."""

from collections.abc import Callable, Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from rugdekking.documents.presentation import Chosen, presentation
from rugdekking.organisations.models import Desk
from rugdekking.rendering import slides
from rugdekking.rendering.slides import Deck
from rugdekking.web.downloads import to_save
from rugdekking.web.ui.site import Site, colours_of

NAME = "veilig-werken"
# The colour of a desk without a house style.
COLOUR = "#0b4f5c"
EVERYTHING = Chosen()
MAKERS: Mapping[str, Callable[[Deck], bytes]] = {"pptx": slides.pptx, "pdf": slides.pdf}
TYPES = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
}


def deck_of(desk: Desk, request: HttpRequest, *, chosen: Chosen = EVERYTHING) -> Deck:
    """The slides in the colours of the organisation, with the address that this visitor uses."""
    return presentation(
        desk,
        home=request.build_absolute_uri(Site.of(desk).home),
        colour=colours_of(desk.organisation).get("brand", COLOUR),
        at=timezone.now(),
        chosen=chosen,
    )


def sizes(deck: Deck) -> dict[str, int]:
    """How many bytes each file has."""
    return {form: len(make(deck)) for form, make in MAKERS.items()}


def as_file(deck: Deck, form: str) -> HttpResponse:
    """The presentation to save. Raises Http404 for a form that there is not."""
    if form not in MAKERS:
        raise Http404
    return to_save(MAKERS[form](deck), f"{NAME}.{form}", TYPES[form])
