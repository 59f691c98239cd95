"""A place in which one of everything exists, and somebody in every relation to it.

Greet handles the case, Cor and Vera oversee the desk. Bas was asked to decide, Nora gives support, Tim has a task.
Beside each of them works somebody in the same role who has nothing to do with it, and somebody who must not know.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from msgspec.structs import replace

from rugdekking.aftercare import operations as aftercare
from rugdekking.aftercare.models import Moment, Referral, Track
from rugdekking.audit import actor
from rugdekking.cases import operations as cases
from rugdekking.cases.models import Case, PersonConcerned, PersonKind, Visibility
from rugdekking.cases.queries import people
from rugdekking.cases.sealing import Who
from rugdekking.kernel.time import day_of
from rugdekking.keys import operations as keys
from rugdekking.keys.rings import StaffRing
from rugdekking.measures import operations as measures
from rugdekking.measures.models import Answer, Change, ChangeKind, Letter, Objection
from rugdekking.measures.operations import Decision
from rugdekking.organisations import operations as organisations
from rugdekking.organisations.models import Invitation
from rugdekking.organisations.operations import Place
from rugdekking.organisations.roles import READERS, Role
from rugdekking.perpetrators.models import Match, Perpetrator
from rugdekking.plans import operations as plans
from rugdekking.plans.models import Phase, Precaution, Task
from rugdekking.plans.operations import NewTask, preparing
from rugdekking.police import operations as police
from rugdekking.police.file import operations as file
from rugdekking.police.file.handing import hand_over
from rugdekking.police.models import Dossier, Filer, Filing, HandOver, LogEntry, Route
from rugdekking.police.operations import Filed
from rugdekking.police.sheets import Wish
from rugdekking.protocols import operations as protocols
from rugdekking.protocols.facts import Facts
from rugdekking.protocols.models import Example, OwnProtocol
from rugdekking.reports import operations as reports
from rugdekking.reports.choices import Step
from rugdekking.reports.models import Consent, Evidence, Report
from rugdekking.reports.queries import Mine
from rugdekking.reports.story import KeepOut, Story
from rugdekking.scans import operations as scans
from rugdekking.scans.models import Kind, OwnContent
from tests import make
from tests.attacks.place import PASSWORD
from tests.measures.letter_props import informing, written
from tests.measures.props import THREAT, asked_to, put
from tests.perpetrators.props import met
from tests.perpetrators.props import recorded as written_down
from tests.police.file_props import CHOSEN, line
from tests.police.props import everything_followed
from tests.recording import recorded
from tests.reports.props import STORY, filed, stored
from tests.scans.props import SMALL, TALK

# Well-formed names under which nothing exists.
NO_REFERENCE = "2222-3333"
NO_ID = "00000000-0000-4000-8000-000000000000"


# Blanks in addresses of the toolkit's editor, which tests/web/editing visits.
BLANKS_OF_THE_EDITOR = (
    "page_id",
    "parent_page_id",
    "page_to_move_id",
    "destination_id",
    "page_pk",
    "workflow_pk",
    "revision_id",
    "revision_id_a",
    "revision_id_b",
    "task_id",
    "task_state_id",
    "workflow_state_id",
    "collection_id",
    "object_id",
    "session_id",
    "action",
    "action_name",
    "app_label",
    "app_name",
    "model_name",
    "content_type_app_name",
    "content_type_model_name",
    "uidb64",
)


@dataclass(frozen=True)
class Thing:
    """Everything that hangs on one report that somebody took on."""

    own: Mine
    case: Case
    person: PersonConcerned
    promise: Any
    consent: Consent
    evidence: Evidence
    answer: Answer
    letter: Letter
    paper: Letter
    task: Task
    track: Track
    moment: Moment
    referral: Referral
    change: Change
    objection: Objection
    dossier: Dossier
    entry: LogEntry
    handing: HandOver
    followed: dict[str, str]
    filing: Filing

    def blanks(self) -> dict[str, str]:
        return {
            "reference": self.case.reference,
            "report": self.own.report.reference,
            "person": str(self.person.pk),
            "promised": str(self.promise.pk),
            "consent": str(self.consent.pk),
            "piece": str(self.evidence.pk),
            "file": str(self.evidence.file),
            "number": "0",
            "answer": str(self.answer.pk),
            "letter": str(self.letter.pk),
            "paper": str(self.paper.pk),
            "notice": str(Letter.objects.get(perpetrator__case=self.case).pk),
            "task": str(self.task.pk),
            "track": str(self.track.pk),
            "moment": str(self.moment.pk),
            "referral": str(self.referral.pk),
            "measure": str(self.change.answer_id),
            "change": str(self.change.pk),
            "objection": str(self.objection.pk),
            "dossier": str(self.dossier.pk),
            "entry": str(self.entry.pk),
            "handing": str(self.handing.pk),
            **self.followed,
            "filing": str(self.filing.pk),
            "term": "complaint_back",
            "code": "written_warning",
            "perpetrator": str(Perpetrator.objects.get(case=self.case).pk),
        }


def everything(cast: make.Cast, story: Story = STORY, *, at: datetime = make.MIDDAY) -> Thing:
    """A report, taken on by Greet, in which one of everything was done."""
    own = filed(cast, story, attached=[stored()], at=at)
    case = cases.open_for(own.report, ring=cast.greet, at=at)
    own.report.refresh_from_db()
    cases.record_facts(case, recorded=THREAT, ring=cast.greet, at=at)
    case.refresh_from_db()
    who = Who(name="Anouk", contact="0687654321")
    person = cases.add_person(case, kind=PersonKind.RELATIVE, who=who, ring=cast.greet, at=at)
    cases.write_note(case, text="Eerst bellen.", visibility=Visibility.TEAM, ring=cast.greet, at=at)
    promise = cases.promise(
        case, report=own.report, text="Wij bellen.", due_on=day_of(at) + timedelta(days=30), ring=cast.greet, at=at
    )
    consent = reports.ask_consent(own.report, step=Step.POLICE, note="Bellen.", ring=cast.greet, at=at)
    task = plans.add_task(case, task=_task(cast), ring=cast.greet, at=at)
    track = aftercare.offer_support(case, person=person, remark="", ring=cast.greet, at=at)
    aftercare.answer_offer(track, accepts=True, ring=cast.greet, at=at)
    aftercare.assign_carer(track, carer=cast.nora.membership, ring=cast.greet, at=at)
    moment = aftercare.plan_moments(track, ring=cast.nora, at=at)[0]
    referral = aftercare.ask_referral(case, person=person, ring=cast.greet, at=at)
    answer = put(case, cast, at=at)
    informing(written_down(case, cast, at=at), cast, at=at)
    letter = written(answer, cast, "hearing_invitation", at=at)
    evidence = Evidence.objects.get(report=own.report)
    ban = _banned(case, cast, at=at)
    change = asked_to(ban, cast, ChangeKind.LIFT, at=at)
    objection = measures.receive_objection(
        ban, text="Ik was er niet.", received_on=day_of(at), answerer=cast.cor.membership, ring=cast.greet, at=at
    )
    paper = written(ban, cast, "building_ban", at=at)
    owner = people(case, cast.greet)[0].person
    dossier = police.open_dossier(case, person=owner, ring=cast.greet, at=at)
    reports.answer_consent(consent, given=True, ring=own.ring, at=at)
    entry = file.add_line(dossier, line(days_ago=0), ring=cast.greet, at=at)
    police.record_wish(dossier, wish=Wish(way="notification"), ring=cast.greet, at=at)
    handing = hand_over(dossier, replace(CHOSEN, way=Route.NOTIFICATION), ring=cast.greet, at=at)
    followed = everything_followed(dossier, cast, at=at)
    filing = _at_the_police(dossier, own.report, cast, at=at)
    more = (letter, paper, task, track, moment, referral, change, objection, dossier, entry, handing)
    return Thing(own, case, person, promise, consent, evidence, answer, *more, followed=followed, filing=filing)


def _banned(case: Case, cast: make.Cast, *, at: datetime) -> Answer:
    """A ban that began at once: the other side is still to be heard, so that also now a letter can invite them."""
    ban = put(case, cast, "building_ban", at=at)
    later = day_of(at) + timedelta(days=7)
    now = Decision(approve=True, reason="Het kan niet wachten.", motive="Er is acuut gevaar.")
    measures.skip_hearing(ban, reason="Er is acuut gevaar.", later_on=later, ring=cast.greet, at=at)
    measures.decide(ban, decision=now, ring=cast.bas, at=at)
    measures.serve(ban, told="Aan de deur verteld.", on=day_of(at), ring=cast.greet, at=at)
    return ban


def _at_the_police(dossier: Dossier, report: Report, cast: make.Cast, *, at: datetime) -> Filing:
    """Somebody wanted a complaint as well, said yes to it and made it."""
    both = Wish(way="complaint", also=("notification",))
    police.record_wish(dossier, wish=both, ring=cast.greet, at=at)
    reports.record_consent(report, step=Step.COMPLAINT, given=True, note="Mee.", ring=cast.greet, at=at)
    filed = Filed(route=Route.COMPLAINT, filer=Filer.PERSON, on=day_of(at), prosecution=True)
    return police.record_filing(dossier, filed=filed, ring=cast.greet, at=at)


def _task(cast: make.Cast) -> NewTask:
    return NewTask(
        role="front_desk",
        step=2,
        text="De ingang bekijken.",
        background="Vanavond is er een vergadering.",
        phase=Phase.AFTER,
        owner=cast.tim.membership,
    )


@dataclass(frozen=True)
class World:
    """One organisation, and everybody. `thing` is in hand, `new` is a report that nobody took on yet."""

    cast: make.Cast
    colleagues: dict[Role, StaffRing]
    kept_out: dict[Role, StaffRing]
    thing: Thing
    new: Mine
    invitation: Invitation
    draft: OwnProtocol
    example: Example

    @classmethod
    def made(cls) -> "World":
        return recorded("world", lambda: EmptyWorld.made().filled())

    @property
    def slug(self) -> str:
        return self.cast.desk.organisation.slug

    def blanks(self) -> dict[str, str]:
        """What goes into the addresses of this world: the case, and what lies in it."""
        line = Precaution.objects.filter(organisation=self.cast.desk.organisation_id).order_by("pk")[0]
        ours = {
            "invitation": self.invitation.pk,
            "version": self.draft.pk,
            "example": self.example.pk,
            "line": line.pk,
            "own": OwnContent.objects.get(organisation=self.cast.desk.organisation_id, kind=Kind.SCAN).pk,
            "talk": OwnContent.objects.get(organisation=self.cast.desk.organisation_id, kind=Kind.GUIDE).pk,
            "match": Match.objects.get(organisation=self.cast.desk.organisation_id).pk,
        }
        return {**self.thing.blanks(), **self._around(), **{name: str(pk) for name, pk in ours.items()}}

    def blanks_of_the_new_report(self) -> dict[str, str]:
        evidence = Evidence.objects.get(report=self.new.report)
        return {**self.blanks(), "reference": self.new.report.reference, "piece": str(evidence.pk)}

    def blanks_of_nothing(self) -> dict[str, str]:
        """The same addresses, of things that do not exist."""
        nothing = dict.fromkeys(self.blanks(), NO_ID)
        known = {**self._around(), "reference": NO_REFERENCE, "report": NO_REFERENCE, "code": "no_such_code"}
        return {**nothing, **known, "member": NO_ID, "number": "0"}

    def _around(self) -> dict[str, str]:
        """Blanks that tell nothing of anybody."""
        return {
            "organisation": self.slug,
            "member": str(self.cast.tim.membership.pk),
            "token": "no-such-token",
            "uidb36": "1",
            "key": "no-such-key",
            "pk": "1",
            "name": "contact",
            "kind": "public",
            "mark": "0123456789ab",
            "part": "rows",
            "item": "7",
            "place": "counter",
            "guide": "waar-ligt-onze-grens",
            "room": NO_ID,
            "invitation": NO_ID,
            "digits": "123456",
            "text": "hearing_invitation",
            "form": "pdf",
            "year": "2026",
            "scenario": "counter",
            "scan": "persoonlijke-veiligheid",
            "page": "stappenplan",
            "role": "raadsleden",
            **dict.fromkeys(BLANKS_OF_THE_EDITOR, "1"),
        }


@dataclass(frozen=True)
class EmptyWorld:
    """The people, before anything happened."""

    cast: make.Cast
    colleagues: dict[Role, StaffRing]
    kept_out: dict[Role, StaffRing]
    invitation: Invitation
    draft: OwnProtocol
    example: Example

    @classmethod
    def made(cls) -> "EmptyWorld":
        return recorded("empty world", cls._really_made)

    @classmethod
    def _really_made(cls) -> "EmptyWorld":
        make.content()
        cast = make.cast()
        place = Place("nienke@voorbeeld.nl", "Nienke", "griffier", frozenset({Role.CASE_MANAGER}))
        invitation = organisations.invite(
            cast.desk.organisation_id, place=place, by=cast.ada.membership, at=timezone.now()
        )
        draft, example = own_protocol(cast, at=make.MIDDAY)
        scans.bring_in(SMALL, by=cast.cor.membership, at=make.MIDDAY)
        scans.bring_in_guide(TALK, by=cast.cor.membership, at=make.MIDDAY)
        preparing.begin_year(cast.desk.organisation, year=2026, by=cast.cor.membership, at=make.MIDDAY)
        colleagues, kept_out = in_every_role(cast, "Collega"), in_every_role(cast, "Verdacht")
        made = cls(cast, colleagues, kept_out, invitation, draft, example)
        for ring in (*cast.rings, *made.colleagues.values(), *made.kept_out.values()):
            ring.membership.person.set_password(PASSWORD)
            ring.membership.person.save()
        return made

    def filled(self, *, at: datetime = make.MIDDAY) -> World:
        """The same people, after a case and a report of which those kept out must not know."""
        story = replace(STORY, keep_out=KeepOut(members=tuple(one.holder for one in self.kept_out.values())))
        thing = everything(self.cast, story, at=at)
        met(self.cast, without=tuple(self.kept_out.values()), at=at)
        new = filed(self.cast, story, attached=[stored()], at=at)
        around = (self.invitation, self.draft, self.example)
        return World(self.cast, self.colleagues, self.kept_out, thing, new, *around)


def own_protocol(cast: make.Cast, *, at: datetime) -> tuple[OwnProtocol, Example]:
    """A draft of the organisation's own protocol, and an invented event to try it out with."""
    organisation, by = cast.desk.organisation, actor.member(cast.cor.membership.pk, Role.COORDINATOR)
    draft = protocols.derive(organisation, name="model", by=by, at=at)
    return draft, protocols.keep_example(organisation, Facts(frozenset({"threat"})), by=by, at=at)


def in_every_role(cast: make.Cast, name: str) -> dict[Role, StaffRing]:
    """One more member in each role. Who reads was let in, so that only the case itself is closed to them."""
    found = {role: make.newcomer(cast.desk, role, name=name, title=role.label) for role in Role}
    for role in READERS:
        keys.let_in(found[role].membership, desk=cast.desk, ring=cast.greet, at=make.MIDDAY)
    return found
