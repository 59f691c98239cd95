"""Fills the database with reports in every state that the reporter's own page knows, and prints their codes.

Runs in a process of its own, where Django is set up: Playwright does not let it ask a database beside the browser.
"""

import json
from datetime import timedelta

from django.utils import timezone

from rugdekking.content.operations import load_content
from rugdekking.reports import operations, queries
from rugdekking.reports.actors import actor_of
from rugdekking.reports.choices import Origin, Step
from rugdekking.reports.queries import Mine
from rugdekking.reports.story import KeepOut, Story
from rugdekking.vault.codes import AccessCode
from tests import make
from tests.reports.props import STORY, filed, stored

SLUG = "waterlaar"


def main() -> str:
    """Fill it, and give the codes by the state of their report, as JSON."""
    at = timezone.now()
    load_content(at=at)
    cast = make.cast(SLUG)
    by = actor_of(cast.greet)

    def sent(story: Story = STORY) -> Mine:
        return filed(cast, story, attached=[stored()], at=at - timedelta(hours=1))

    busy = sent()
    operations.look(busy.report, ring=cast.greet, at=at)
    operations.post_message(busy.report, ring=cast.greet, text="Hoe gaat het nu?", at=at)
    operations.post_message(busy.report, ring=busy.ring, text="Het gaat.", at=at)
    operations.ask_consent(busy.report, step=Step.POLICE, note="Wij bellen de wijkagent.", ring=cast.greet, at=at)
    given = operations.ask_consent(busy.report, step=Step.MANAGER, note="De secretaris.", ring=cast.greet, at=at)
    operations.answer_consent(given, given=True, ring=busy.ring, at=at)
    kept = sent(Story(what="De griffier.", keep_out=KeepOut(members=(cast.greet.membership.pk,))))
    closed = sent()
    operations.take_up(closed.report, by=by, at=at)
    operations.close_report(closed.report, by=by, at=at)
    withdrawn = sent()
    operations.withdraw(withdrawn.report, ring=withdrawn.ring, at=at)
    several = sent()
    further = queries.next_code(cast.desk.organisation_id, several.code) or AccessCode.new()
    filed(cast, code=further, at=at)
    typed = operations.type_for(STORY, ring=cast.greet, desk=cast.desk, origin=Origin.PHONE, at=at)
    codes = {"busy": busy, "kept": kept, "closed": closed, "withdrawn": withdrawn, "several": several}
    texts = {name: mine.code.text for name, mine in codes.items()}
    return json.dumps(texts | {"typed": typed.first_use_code.text})
