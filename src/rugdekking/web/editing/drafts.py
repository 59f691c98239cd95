"""What an editor sees outside Wagtail's own pages: a draft as readers will see it, and the way back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe
from wagtail.models import Page

from rugdekking.knowledge.models.page import home_around
from rugdekking.web.editing.door import only_editors
from rugdekking.web.help.views import show, show_home
from rugdekking.web.public.places import place_at


@require_safe
@only_editors
def draft(request: HttpRequest, page_id: int) -> HttpResponse:
    """The last version of a page, published or not, in the look of the organisation."""
    page = Page.objects.get(pk=page_id)
    home = home_around(page)
    if home is None or home.organisation is None:
        raise Http404
    drawn = show_home if home.pk == page.pk else show
    return drawn(request, place_at(home.organisation.slug), page.get_latest_revision_as_object())


@require_safe
@only_editors
def account(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  (Django's own signature)
    """Password, second factor and sessions are where everybody at the desk has them."""
    return redirect("mfa_index")
