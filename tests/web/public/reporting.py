"""Somebody with a browser: opens pages, fills in forms as a browser does, and reads what stands there."""

import re
from datetime import datetime
from html import unescape

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from rugdekking.reports.models import Report
from rugdekking.reports.queries import open_story
from rugdekking.reports.story import Story
from tests import make

CODE = re.compile(r"(?:[0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}")


class Reporter:
    def __init__(self, cast: make.Cast) -> None:
        self.cast = cast
        self.home = f"/{cast.desk.organisation.slug}/"
        self.client = Client(enforce_csrf_checks=True)
        self.page = HttpResponse()

    def opens(self, address: str) -> str:
        self.page = self.client.get(self.home + address, follow=True)
        return self.text

    def fills_in(self, _address: str, **answers: object) -> str:
        """Open a page and send its form."""
        self.opens(_address)
        return self.sends(_address, **answers)

    def sends(self, address: str, **answers: object) -> str:
        """Send a form with the hidden fields of the page that is open."""
        self.page = self.client.post(self.home + address, {**self.hidden, **answers}, follow=True)
        return self.text

    @property
    def text(self) -> str:
        """What stands on the page, without tags and with single spaces."""
        content = re.sub(r"(?s)<[^>]+>", " ", self.page.content.decode())
        return unescape(re.sub(r"\s+", " ", content))

    @property
    def html(self) -> str:
        return self.page.content.decode()

    @property
    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page, the token against forged forms among them."""
        inputs = re.findall(r"(?s)<input type=\"hidden\"(.*?)>", self.html)
        return {_attribute(one, "name"): _attribute(one, "value") for one in inputs}

    @property
    def code(self) -> str:
        found = CODE.search(self.html)
        assert found, "no code on this page"
        return found[0]

    @property
    def now(self) -> datetime:
        return timezone.now()

    @property
    def where(self) -> str:
        """The address of the page that is open, after following."""
        chain = getattr(self.page, "redirect_chain", [])
        address = chain[-1][0] if chain else str(self.page.request["PATH_INFO"])
        return address.removeprefix(self.home)


def only_report() -> Report:
    return Report.objects.get()


def told(cast: make.Cast) -> Story:
    """What the griffier reads of the only report."""
    return open_story(only_report(), cast.greet)


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'{name}="([^"]*)"', tag)
    return unescape(found[1]) if found else ""
