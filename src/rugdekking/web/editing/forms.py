"""The form in which an editor writes a page: a draft may be half, and what goes to a second reader may not."""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from wagtail.admin.forms import WagtailAdminPageForm

from rugdekking.content.schema.writing import addresses_in
from rugdekking.knowledge.models import Home
from rugdekking.knowledge.models.page import NO_ADDRESS, home_around
from rugdekking.knowledge.queries import slug_of, stands_at
from rugdekking.web.help.links import is_of_this_site, spelled

NOT_YET = "Een concept mag half zijn: dat kunt u bewaren. Voor een tweede lezer is de pagina pas klaar als dit klopt."


class PageForm(WagtailAdminPageForm):
    """`is_deferred_validation` is Wagtail's own name for keeping a draft, as opposed to handing it in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  (Wagtail's own)
        super().__init__(*args, **kwargs)
        # Left empty, it is made of the title; with script that happens while somebody types.
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].error_messages["invalid"] = NO_ADDRESS
        for field in self.fields.values():
            field.error_messages["required"] = "Vul dit in."

    def _post_clean(self) -> None:
        self.instance.half = self.is_deferred_validation
        super()._post_clean()
        if not self.is_deferred_validation:
            self._refuse_own_addresses()
        if self.errors and not self.is_deferred_validation:
            self._say_first(NOT_YET)

    def _refuse_own_addresses(self) -> None:
        """An address of this site, as a browser shows it, would lead every reader to this one desk."""
        for name, text in self.instance.written():
            faults = [f"Regel {row}: {fault}" for row, fault in _faults_of_links(text, self._stands_there)]
            if faults:
                self._errors[name] = self.error_class(faults[:1])
        elsewhere = self.cleaned_data.get("elsewhere") or ""
        if elsewhere and is_of_this_site(elsewhere):
            self.add_error("elsewhere", _of_this_site(elsewhere))

    def _stands_there(self, slug: str) -> bool:
        home = self.instance if isinstance(self.instance, Home) else home_around(self.parent_page)
        return home is None or stands_at(home, slug_of(slug))

    def _say_first(self, words: str) -> None:
        """Above what is wrong with each field. With a line of its own the editor lists all of them on top."""
        faults = dict(self._errors)
        self._errors.clear()
        self.add_error(None, words)
        self._errors[NON_FIELD_ERRORS] += faults.pop(NON_FIELD_ERRORS, [])
        self._errors.update(faults)


def _of_this_site(address: str) -> str:
    right = spelled(address)
    told = f"Schrijf de link zo: [tekst]({right})." if right else "Naar deze pagina kan een tekst niet linken."
    return f"‘{address}’ is een pagina van deze site. {told}"


def _faults_of_links(text: str, stands_there: Callable[[str], bool]) -> Iterator[tuple[int, str]]:
    """The links that are addresses of this site, and those to a page that is not there, with their lines."""
    for row, address in addresses_in(text):
        if is_of_this_site(address):
            yield row, _of_this_site(address)
        elif address.startswith("hulp:") and not stands_there(address.removeprefix("hulp:")):
            yield row, f"op deze site staat geen pagina ‘{address}’."
