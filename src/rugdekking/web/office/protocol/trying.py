"""Trying a version out: what would it propose for this event, and for the examples that were kept?"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from rugdekking.content.schema import Perpetrator, Protocol, Target
from rugdekking.kernel.time import day_of
from rugdekking.protocols import names, wording
from rugdekking.protocols import operations as protocols
from rugdekking.protocols.evaluation import Proposal, evaluate
from rugdekking.protocols.facts import Facts
from rugdekking.protocols.models import OwnProtocol
from rugdekking.protocols.queries import current, example_of, examples_of, read, titles_of
from rugdekking.protocols.reasons import event
from rugdekking.web.access import Visit, office
from rugdekking.web.office.asking import at
from rugdekking.web.office.fields import choose, one_of, some_of
from rugdekking.web.office.page import show
from rugdekking.web.office.protocol.forms import number
from rugdekking.web.office.protocol.frame import EDITOR, of_version


class TryForm(forms.Form):
    """An event as a handler would record it. The words of anybody are not asked."""

    categories = forms.MultipleChoiceField(
        label="Wat gebeurt er?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één soort gedrag."},
    )
    occurrence = number("De hoeveelste keer binnen de termijn?", least=1, most=1000, missing="Vul een getal in.")
    channels = some_of("Waar of hoe?")
    targets = some_of("Op wie gericht?")
    perpetrator = one_of("Door wie?", names.choices(names.PERPETRATORS), missing="Kies wie het doet.")
    severity = forms.ChoiceField(
        label="Hoe ernstig?",
        required=False,
        choices=[("", "Zoals het protocol het weegt"), *wording.SEVERITIES.items()],
        widget=forms.RadioSelect,
    )
    mutual = forms.BooleanField(label="Beide kanten gaan over de grens", required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, protocol: Protocol) -> None:
        super().__init__(data, initial={"occurrence": 1, "perpetrator": Perpetrator.RESIDENT.value, "severity": ""})
        choose(self, "categories", [(one.code, one.label) for one in protocol.categories])
        choose(self, "channels", [(one.code, one.label[:1].upper() + one.label[1:]) for one in protocol.channels])
        choose(self, "targets", [(one, names.as_choice(names.TARGETS[one])) for one in protocol.targets])

    @property
    def facts(self) -> Facts:
        said = self.cleaned_data
        return Facts(
            categories=frozenset(said["categories"]),
            channels=frozenset(said["channels"]),
            targets=frozenset(Target(one) for one in said["targets"]),
            perpetrator=Perpetrator(said["perpetrator"]),
            occurrence=said["occurrence"],
            severity=int(said["severity"]) if said["severity"] else None,
            mutual=said["mutual"],
        )


@require_http_methods(["GET", "POST"])
@of_version
def trial(request: HttpRequest, visit: Visit, row: OwnProtocol) -> HttpResponse:
    """What is asked here is about nobody; only whoever may change the protocol can keep it as an example."""
    protocol = read(row)
    form = TryForm(request.POST or None, protocol=protocol)
    asked = form.facts if form.is_valid() else None
    if asked is not None and "bewaren" in request.POST and EDITOR in visit.roles:
        protocols.keep_example(visit.membership.organisation, asked, by=visit.actor, at=timezone.now())
        messages.success(request, "Bewaard als voorbeeld.")
        return redirect(at(visit, "protocol-trial", row.pk))
    context = {
        "row": row,
        "form": form,
        "asked": None if asked is None else event(protocol, asked),
        "proposals": [] if asked is None else told(protocol, asked, titles_of(visit.membership.organisation)),
        "examples": _examples(visit, protocol),
        "may_change": EDITOR in visit.roles,
    }
    return show(request, visit, "office/protocol/trial.html", context)


@require_POST
@office(EDITOR)
def forget(request: HttpRequest, visit: Visit, example: UUID) -> HttpResponseBase:
    row = example_of(visit.membership.organisation_id, example)
    if row is None:
        raise Http404
    protocols.drop_example(row, by=visit.actor, at=timezone.now())
    messages.success(request, "Het voorbeeld is weg.")
    back = request.POST.get("terug", "")
    address = at(visit, "protocol")
    return redirect(back if back.startswith(address) else address)


def told(protocol: Protocol, facts: Facts, titles: wording.Titles) -> list[dict[str, str]]:
    """What the protocol proposes, in words."""
    return [
        {
            "label": one.label,
            "how": wording.OBLIGATIONS[one.obligation],
            "kind": wording.KINDS[one.kind],
            "decider": titles[one.decider],
            "reason": one.reason,
        }
        for one in evaluate(protocol, facts)
    ]


def _examples(visit: Visit, protocol: Protocol) -> list[dict[str, Any]]:
    """Each example with what this version proposes, and what the one that holds now does when that is different."""
    organisation = visit.membership.organisation
    holds = current(organisation, on=day_of(timezone.now()))
    found = []
    for row, facts in examples_of(organisation.pk):
        here, now = _short(evaluate(protocol, facts)), _short(evaluate(holds, facts))
        found.append({"row": row, "event": event(protocol, facts), "here": here, "now": now, "differs": here != now})
    return found


def _short(proposals: list[Proposal]) -> list[str]:
    return [f"{one.label} ({wording.OBLIGATIONS[one.obligation]})" for one in proposals]
