"""The steps of a guide, per role and moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import slugify

from rugdekking.content.schema.toolkit import AUDIENCES, PHASES, Audience, in_a_sentence
from rugdekking.knowledge.models import Guide
from rugdekking.web.help.links import resolver
from rugdekking.web.help.markdown import Resolve, drawn
from rugdekking.web.help.terms import filled
from rugdekking.web.public.places import Place

SLUGS: Final = {role.value: slugify(label) for role, label in AUDIENCES.items()}


@dataclass(frozen=True, slots=True)
class Plan:
    """What one role does. `named` is how a sentence calls it; each moment has a heading and steps."""

    audience: Audience
    role: str
    named: str
    slug: str
    address: str
    moments: list[tuple[str, list[tuple[str, SafeString]]]]


def steps(guide: Guide, place: Place) -> list[Plan]:
    """A plan for each role that has steps, in their fixed order."""
    resolve = resolver(place.slug)
    every = [block.value for block in guide.steps]
    return [
        Plan(
            role,
            label,
            in_a_sentence(role),
            SLUGS[role],
            _address(place, str(guide.slug), role),
            [
                (words, [_told(step, place, resolve) for step in every if _at(step, role, phase)])
                for phase, words in PHASES.items()
                if any(_at(step, role, phase) for step in every)
            ],
        )
        for role, label in AUDIENCES.items()
        if any(step["role"] == role for step in every)
    ]


def _told(step: dict[str, str], place: Place, resolve: Resolve) -> tuple[str, SafeString]:
    return step["title"], drawn(filled(step["body"], place), resolve)


def links(place: Place, guide: str, roles: Iterable[str]) -> list[tuple[str, str]]:
    """Each role with the address of its plan."""
    return [(label, _address(place, guide, role)) for role, label in AUDIENCES.items() if role in roles]


def _at(step: dict[str, str], role: str, phase: str) -> bool:
    return step["role"] == role and step["phase"] == phase


def _address(place: Place, guide: str, role: str) -> str:
    return reverse("help:plan", args=[place.slug, guide, SLUGS[role]])
