"""An editor at work in the toolkit's editor."""

from dataclasses import dataclass

from django.test import Client
from wagtail.models import Page, TaskState

from rugdekking.knowledge.models import Article, Home
from rugdekking.knowledge.operations import open_for
from rugdekking.organisations.models import Desk, Membership
from rugdekking.organisations.roles import Role
from tests import make
from tests.web.signing_in import signed_in

WRITTEN = {
    "title": "Veilig naar huis",
    "slug": "veilig-naar-huis",
    "summary": "Wat u doet na een late vergadering.",
    "body": "Loop samen naar de auto.",
    "situations": "",
    "unconfirmed": "",
    "theme": "meetings",
    "audience": ["councillor", "clerk"],
    "phase": ["before"],
    "source": "Eigen tekst.",
    "status": "own",
    "keeper": "Griffie",
    "reviewed_on": "",
    "review_by": "2027-05-01",
    "go_live_at": "",
    "expire_at": "",
}


@dataclass(frozen=True)
class Editors:
    """A desk with two editors, and its room in the toolkit."""

    desk: Desk
    home: Home
    saskia: Membership
    wim: Membership


def editors() -> Editors:
    desk = make.desk()
    home = open_for(desk.organisation, at=make.MIDDAY)
    saskia, wim = (make.member(desk, Role.EDITOR, name=name, title="redacteur") for name in ("Saskia", "Wim"))
    return Editors(desk, home, saskia, wim)


def at_work(membership: Membership) -> Client:
    return signed_in(membership.person)


def at(page: Page, what: str = "edit") -> str:
    return f"/redactie/pages/{page.pk}/{what}/"


def written(cast: Editors, client: Client, **given: object) -> Article:
    """A new page, sent on to a second reader in the same step."""
    sent = {**WRITTEN, **given, "action-submit": "x"}
    answer = client.post(f"/redactie/pages/add/knowledge/article/{cast.home.pk}/", sent)
    assert answer.status_code == 302, answer.text
    return Article.objects.get(slug=sent["slug"])


def judged(client: Client, page: Page, action: str = "approve") -> int:
    state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    address = f"/redactie/pages/workflow/action/{page.pk}/{action}/{state.pk}/"
    return client.post(address, {"comment": "Noem ook het nummer."}).status_code
