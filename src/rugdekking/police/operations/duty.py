"""Deciding that the organisation files because the law asks it, with the person concerned told beforehand."""

from datetime import datetime

from django.db import transaction

from rugdekking.cases.operations.at_work import handled, must_have_been
from rugdekking.cases.owning import owner_report
from rugdekking.kernel.refusal import Refused
from rugdekking.keys.rings import StaffRing
from rugdekking.police.models import Dossier, Part
from rugdekking.police.operations.ending import open_again
from rugdekking.police.operations.routes import NotOnThisRoute
from rugdekking.police.operations.sheets import write_sheet
from rugdekking.police.queries import sheet
from rugdekking.police.writing import Duty, Followed
from rugdekking.reports import texts
from rugdekking.reports.operations.talking import tell_holder
from rugdekking.reports.queries import owner_of


class TellFirst(Refused):
    """The person concerned did not hear yet that the organisation will file."""


@transaction.atomic
def decide_duty(dossier: Dossier, duty: Duty, *, ring: StaffRing, at: datetime) -> None:
    """Write down whether the organisation files because it must (Wetboek van Strafvordering, article 162).

    When it does, the wish of the person concerned is no bar to an aangifte by the organisation; they read who decided
    and why on their own page. A later decision takes the place of an earlier one. Raises `NotOnThisRoute` before the
    questions about the duty were answered, `TellFirst`, `NotThatDay`, and what `texts.check` raises.
    """
    handled(dossier.case, ring)
    followed = sheet(dossier, Part.SUBVERSION, Followed, ring=ring)
    if followed is None or not followed.answers:
        raise NotOnThisRoute("Beantwoord eerst de vragen over de plicht om aangifte te doen.")
    texts.check(duty.decided_by)
    texts.check(duty.reason)
    must_have_been(duty.decided_on, at=at)
    if duty.files:
        _must_be_told(duty, at=at)
    write_sheet(dossier, Part.DUTY, duty, ring=ring, at=at)
    if duty.files:
        open_again(dossier)
        _tell(dossier, at=at)


def _must_be_told(duty: Duty, *, at: datetime) -> None:
    if duty.told_on is None:
        raise TellFirst("Vertel het eerst aan de betrokkene, en vul de dag in waarop u dat deed.")
    must_have_been(duty.told_on, at=at)


def _tell(dossier: Dossier, *, at: datetime) -> None:
    report = owner_report(dossier.person)
    owner = None if report is None else owner_of(report)
    if owner is not None:
        tell_holder(owner, at=at)
