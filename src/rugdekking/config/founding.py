"""Beginning an organisation on an installation: the one step that comes before anybody can sign in."""

import argparse

from django.db import transaction
from django.utils import timezone

from rugdekking.audit.actor import SYSTEM
from rugdekking.kernel.refusal import Refused
from rugdekking.knowledge import operations as knowledge
from rugdekking.organisations import operations as organisations
from rugdekking.organisations.models import Kind
from rugdekking.organisations.operations import Place
from rugdekking.organisations.roles import Role


def found(asked: argparse.Namespace) -> int:
    """Found the organisation and invite its first administrator, by mail and by a printed link; 1 when refused.

    Who founds gets no role and no key: the administrator invites the others, and the first handler makes the keys.
    """
    if asked.kind not in Kind.values:
        print(f"Kies een soort: {', '.join(Kind.values)}.")
        return 1
    place = Place(asked.email, asked.administrator, "functioneel beheerder", frozenset({Role.ADMINISTRATOR}))
    at = timezone.now()
    try:
        with transaction.atomic():
            desk = organisations.found(
                asked.slug, name=asked.name, kind=Kind(asked.kind), desk_name="Meld- en steunpunt", by=SYSTEM, at=at
            )
            knowledge.open_for(desk.organisation, at=at)
            invitation = organisations.invite(desk.organisation_id, place=place, by=None, at=at)
    except Refused as refusal:
        print(refusal.reason)
        return 1
    print(f"{asked.administrator} is uitgenodigd per mail. De link, zeven dagen geldig en een keer te gebruiken:")
    print(f"/account/uitnodiging/{organisations.token_of(invitation)}/")
    return 0
