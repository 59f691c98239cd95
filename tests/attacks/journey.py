"""A report and its case through every page of the site, with a planted word in every field that anybody can fill."""

import re
from dataclasses import dataclass, field

from tests.attacks import addresses
from tests.attacks.place import PASSWORD, SLUG, Place
from tests.attacks.planting import CODE, FILE, Planter, in_days, planted
from tests.attacks.visitor import File, Page, Value, Visitor
from tests.make import PASSPHRASE
from tests.web.signing_in import code_now

PATH = f"/{SLUG}/melden/"
MINE = f"/{SLUG}/mijn/"
WORK = f"/werk/{SLUG}/"
# Looks like an access code, and is put inside a message.
PASTED = "0123-4567-89AB-CDEF-GHJK-MNPQ"


@dataclass
class Journey:
    """`forms` and `addresses` are of everybody together."""

    port: int
    place: Place
    codes: list[str] = field(default_factory=lambda: [PASTED])
    planters: list[Planter] = field(default_factory=list)

    @property
    def forms(self) -> list[frozenset[str]]:
        return [form for one in self.planters for form in one.forms]

    @property
    def addresses(self) -> list[str]:
        return [address for one in self.planters for address in one.visitor.addresses]

    def somebody(self) -> Planter:
        one = Planter(Visitor(self.port))
        self.planters.append(one)
        return one

    def colleague(self, name: str) -> Planter:
        """Somebody of the desk, signed in by password and app, and unlocked."""
        one, who = self.somebody(), self.place.people[name]
        browser = one.visitor
        page = browser.send(
            browser.get("/account/aanmelden/").form(having="login"), {"login": who.email, "password": PASSWORD}
        )
        page = browser.send(page.form(having="code"), {"code": code_now(who.app)})
        browser.send(browser.get("/account/kluis/").form(having="passphrase"), {"passphrase": PASSPHRASE})
        return one

    def report(self, reporter: Planter, **chosen: Value) -> str:
        """The full path of a report, every question answered; gives its code."""
        page = reporter.visitor.get(f"{PATH}veilig/")
        while page.address.partition("?")[0] != f"{PATH}controle/":
            form = page.form(having="einde")
            files = {"evidence": FILE} if page.address == f"{PATH}bestanden/" else None
            page = reporter.send(form, files, **{name: one for name, one in chosen.items() if name in form.fields})
        page = reporter.send(page.form(to=f"{PATH}versturen/"))
        return self.keep(page)

    def keep(self, page: Page) -> str:
        """Remember every access code that stands on a page; gives the first one."""
        found = CODE.findall(page.text)
        assert found, page.address
        self.codes += found
        return str(found[0])


def at(name: str, **blanks: str) -> str:
    return addresses.filled(name, {"organisation": SLUG, **blanks})


def link(page: Page, pattern: str) -> re.Match[str]:
    """The first link of a page that looks like this."""
    found = next((match for one in page.links() if (match := re.search(pattern, one))), None)
    assert found is not None, (page.address, pattern, page.links())
    return found


def walk(journey: Journey) -> None:
    """Everybody does everything once."""
    sam = journey.somebody()
    code = journey.report(
        sam, safe="nee", known_as="named", reporting_for="self", reach="email", wish="action", knows="ja"
    )
    mine = link(sam.visitor.get(MINE), rf"{MINE}([^/]+)/berichten/")[1]
    own = _mailbox(sam, mine)
    greet = journey.colleague("greet")
    case = _take_on(journey, greet)
    _weigh(greet, case, mine)
    _write_down(journey, greet, case)
    _answer(journey, greet, case)
    _plan(journey, greet, case)
    _care(journey, greet, case)
    _police(greet, case)
    own.fill(f"{MINE}{mine}/dossier/verbeteren/")
    own.fill(f"{MINE}{mine}/dossier/logboek/", day=in_days(-1), time="21:15")
    own.fill(f"{MINE}{mine}/keuze/", ways=["nothing_now"], filer="")
    own.fill(f"{MINE}{mine}/berichten/")
    greet.fill(at("case-write", reference=case, report=mine))
    _close(greet, case)
    own.fill(f"{MINE}{mine}/terugkijken/", score="bad")
    _short_ways(journey)
    _typed(journey, greet)
    _left_open(greet, case)
    _wrong_code(journey, code)


def _mailbox(sam: Planter, mine: str) -> Planter:
    """Everything that a reporter can say later."""
    sam.fill(f"{MINE}{mine}/berichten/")
    form = sam.visitor.get(f"{MINE}{mine}/bestanden/").form(having="attached")
    sam.send(form, {"attached": File("Qzwalvisbaard-later.jpg", FILE.content)})
    about = link(sam.visitor.get(f"{MINE}{mine}/bestanden/"), rf"{MINE}{mine}/bestanden/[0-9a-f-]{{36}}/over/$")[0]
    sam.fill(about, day=in_days(0), time="21:15")
    sam.fill(f"{MINE}{mine}/tekst/verbeteren/")
    # A code inside a message is refused, and kept nowhere.
    form = sam.visitor.get(f"{MINE}{mine}/berichten/").form(having="text")
    refused = sam.visitor.send(form, {"text": f"{planted('text')} {PASTED}"})
    assert "staat een code" in refused.text
    return sam


def _take_on(journey: Journey, greet: Planter) -> str:
    greet.send(greet.visitor.get(f"{WORK}zaken/").form(to=at("queue-find")))
    report = link(greet.visitor.get(f"{WORK}zaken/"), rf"{WORK}zaken/melding/(\w+-\w+)/$")[1]
    greet.visitor.get(at("report", reference=report))
    piece = link(greet.visitor.get(at("report", reference=report)), r"/bestanden/([0-9a-f-]{36})/")[1]
    greet.visitor.ask("GET", at("report-file", reference=report, piece=piece))
    greet.fill(at("report-file-about", reference=report, piece=piece), day=in_days(0), time="21:15")
    form = greet.visitor.get(at("report-files", reference=report)).form(having="attached")
    greet.send(form, {"attached": File("Qzwalvisbaard-bureau.jpg", FILE.content)})
    page = greet.fill(at("report-take", reference=report))
    return link(page, rf"{WORK}zaken/(\w+-\w+)/tijdlijn/")[1]


def _weigh(greet: Planter, case: str, report: str) -> None:
    facts = at("case-facts-record", reference=case)
    greet.fill(facts, crossing=["threat"], emotional=[], perpetrator="resident", earlier="")
    greet.fill(at("case-person-add", reference=case), kind="relative")
    person = link(greet.visitor.get(at("case-people", reference=case)), r"/mensen/([0-9a-f-]{36})/")[1]
    greet.fill(at("case-person", reference=case, person=person))
    for visibility in ("team", "reporter", "private"):
        greet.fill(at("case-note", reference=case), visibility=visibility)
    greet.fill(at("case-write", reference=case, report=report))
    greet.fill(at("case-promise", reference=case, report=report))
    promised = link(greet.visitor.get(at("case-contact", reference=case)), r"/toezegging/([0-9a-f-]{36})/")[1]
    greet.fill(at("case-promise-move", reference=case, promised=promised), due_on=in_days(9))
    greet.fill(at("case-consent-ask", reference=case, report=report), step="press")
    greet.fill(at("case-consent-record", reference=case, report=report), step="police", given="yes")


def _write_down(journey: Journey, greet: Planter, case: str) -> None:
    """Who did it: written down, told, answered, corrected; and looked up at the front desk."""
    page = greet.fill(at("case-perpetrator-record", reference=case))
    one = link(page, r"/veroorzaker/([0-9a-f-]{36})/")[1]
    written = at("case-record-letter-write", reference=case, perpetrator=one)
    letter = greet.fill(written)
    greet.visitor.ask("GET", link(letter, r"/bestand\.pdf$")[0])
    for step in ("correct", "delay", "inform", "view", "keep"):
        today = {"on": in_days(0)} if step in {"inform", "view"} else {}
        greet.fill(at(f"case-perpetrator-{step}", reference=case, perpetrator=one), **today)
    greet.fill(at("case-perpetrator-remove", reference=case, perpetrator=one))
    greet.fill(at("case-perpetrator-keep-after-all", reference=case, perpetrator=one))
    journey.colleague("bo").fill(at("front-desk"))


def _answer(journey: Journey, greet: Planter, case: str) -> None:
    """One response of the desk itself, and one measure that goes the whole way."""
    greet.fill(at("case-respond", reference=case, code="conversation"), on=in_days(0))
    page = greet.fill(at("case-invite", reference=case, code="conversation"))
    for answer in set(re.findall(r"/reactie/([0-9a-f-]{36})/", " ".join(page.links()))):
        if "bekendmaken/" in " ".join(greet.visitor.get(at("case-answer", reference=case, answer=answer)).links()):
            greet.fill(at("case-answer-serve", reference=case, answer=answer), on=in_days(0))
    page = greet.fill(at("case-put", reference=case, code="written_warning"))
    answer = link(greet.visitor.get(at("case-answers", reference=case)), r"/reactie/([0-9a-f-]{36})/")[1]
    listed = set(re.findall(r"/reactie/([0-9a-f-]{36})/", page.text + " ".join(page.links())))
    for answer in listed:
        if "horen/" in " ".join(greet.visitor.get(at("case-answer", reference=case, answer=answer)).links()):
            break
    _letter(greet, case, answer)
    greet.fill(at("case-answer-hear", reference=case, answer=answer), on=in_days(0))
    bas = journey.colleague("bas")
    bas.visitor.get(at("decision", answer=answer))
    bas.fill(at("decision-decide", answer=answer), approve="yes")
    greet.fill(at("case-answer-serve", reference=case, answer=answer), on=in_days(0))
    second = greet.fill(at("case-put", reference=case, code="written_warning"))
    others = set(re.findall(r"/reactie/([0-9a-f-]{36})/", " ".join(second.links()))) - listed
    skipped = others.pop()
    listed |= {skipped}
    greet.fill(at("case-answer-skip", reference=case, answer=skipped), later_on=in_days(3))
    greet.fill(at("case-answer-withdraw", reference=case, answer=skipped))
    third = greet.fill(at("case-put", reference=case, code="building_ban"))
    ban = (set(re.findall(r"/reactie/([0-9a-f-]{36})/", " ".join(third.links()))) - listed).pop()
    greet.fill(at("case-answer-hear", reference=case, answer=ban), on=in_days(0))
    bas.fill(at("decision-decide", answer=ban), approve="yes", begins_on=in_days(0))
    greet.fill(at("case-answer-serve", reference=case, answer=ban), on=in_days(0))
    greet.fill(at("case-answer-card", reference=case, answer=ban))
    _look_after(journey, greet, bas, ban)


def _look_after(journey: Journey, greet: Planter, bas: Planter, ban: str) -> None:
    """A running ban: looked at again, a change that is decided and lapses for an objection, and that one judged."""
    cor = journey.place.people["cor"].id
    greet.fill(at("measure-review", measure=ban), outcome="continue", on=in_days(0), ends_on="", decider="")
    page = greet.fill(at("measure-change", measure=ban), kind="extend", ends_on=in_days(120))
    change = link(page, r"/wijziging/([0-9a-f-]{36})/")[1]
    bas.visitor.get(at("change", change=change))
    bas.fill(at("change-decide", change=change), approve="yes")
    greet.fill(at("measure-change-tell", measure=ban, change=change), on=in_days(0))
    page = greet.fill(at("measure-object", measure=ban), answerer=cor, on=in_days(0))
    objection = link(page, r"/bezwaar/([0-9a-f-]{36})/")[1]
    judge = journey.colleague("cor")
    judge.visitor.get(at("objection", objection=objection))
    judge.fill(at("objection-judge", objection=objection), finding="founded", kind="lift", ends_on="")
    greet.fill(at("measure-objection-answer", measure=ban, objection=objection), on=in_days(0))


def _letter(greet: Planter, case: str, answer: str) -> None:
    """A letter about an answer, looked over and saved in every form, and sent."""
    page = greet.visitor.get(at("case-letters", reference=case, answer=answer))
    text = link(page, r"/brieven/maken/(\w+)/$")[1]
    form = greet.visitor.get(at("case-letter-write", reference=case, answer=answer, text=text)).form(
        having="signature"
    )
    greet.send(form, bekijk="ja")
    page = greet.fill(at("case-letter-write", reference=case, answer=answer, text=text))
    for one in (where for where in page.links() if "/bestand." in where):
        greet.visitor.ask("GET", one)
    greet.fill(link(page, r"^.*/verstuurd/$")[0], on=in_days(0))


def _plan(journey: Journey, greet: Planter, case: str) -> None:
    owner = journey.place.people["tim"].id
    tim = journey.colleague("tim")
    for act in ("task-finish", "task-skip"):
        greet.fill(
            at("case-task-add", reference=case), role="front_desk", owner=owner, phase="during", due_on=in_days(2)
        )
        task = link(tim.visitor.get(at("tasks")), r"/taken/([0-9a-f-]{36})/")[1]
        greet.fill(at("case-task-explain", reference=case, task=task))
        tim.visitor.get(at("task", task=task))
        tim.fill(at(act, task=task))
    greet.fill(at("case-task-again", reference=case, task=task))
    greet.fill(at("case-task-finish", reference=case, task=task))
    plan = greet.visitor.get(at("case-plan", reference=case)).form(to=at("case-plan", reference=case))
    greet.send(plan, **{name: "" for name, one in plan.fields.items() if one.kind == "select"})
    greet.fill(at("case-tasks-skip", reference=case))


def _care(journey: Journey, greet: Planter, case: str) -> None:
    people = greet.visitor.get(at("case-care-offer", reference=case)).form(having="person").fields["person"].choices
    for person in people:
        greet.fill(at("case-care-offer", reference=case), person=person)
    tracks = re.findall(
        r"/nazorg/([0-9a-f-]{36})/antwoord/", " ".join(greet.visitor.get(at("case-care", reference=case)).links())
    )
    nora = journey.colleague("nora")
    for track in dict.fromkeys(tracks):
        greet.fill(at("case-care-answer", reference=case, track=track), answer="yes")
        greet.fill(at("case-care-assign", reference=case, track=track), member=journey.place.people["nora"].id)
        greet.fill(at("case-care-plan", reference=case, track=track))
        page = nora.visitor.get(at("track", track=track))
        nora.fill(at("track-note", track=track))
        moments = list(dict.fromkeys(re.findall(r"/([0-9a-f-]{36})/gehouden/", " ".join(page.links()))))
        nora.fill(at("track-missed", track=track, moment=moments[0]))
        nora.fill(at("track-move", track=track, moment=moments[1]), due_on=in_days(20))
        nora.fill(at("track-stop", track=track))
    greet.fill(at("case-refer", reference=case), person=people[-1])
    page = greet.visitor.get(at("case-care", reference=case))
    referral = link(page, r"/verwijzing/([0-9a-f-]{36})/")[1]
    greet.fill(at("case-referral-answer", reference=case, referral=referral), answer="yes")
    greet.fill(at("case-referral-made", reference=case, referral=referral), on=in_days(0))
    greet.fill(at("case-referral-close", reference=case, referral=referral))
    greet.fill(at("case-feedback", reference=case))


def _police(greet: Planter, case: str) -> None:
    """A police file for everybody of the case."""
    people = greet.visitor.get(at("case-police-open", reference=case)).form(having="person").fields["person"].choices
    for person in people:
        greet.fill(at("case-police-open", reference=case), person=person)
    overview = greet.visitor.get(at("case-police", reference=case))
    for dossier in re.findall(r"/politie/([0-9a-f-]{36})/", " ".join(overview.links())):
        _file(greet, case, dossier)
        _choose(greet, case, dossier)
        _followed(greet, case, dossier)


def _file(greet: Planter, case: str, dossier: str) -> None:
    """The file of one person: written, logged, and not handed over before the person chose."""
    about = {"reference": case, "dossier": dossier}
    greet.fill(at("dossier-account", **about))
    greet.fill(at("dossier-details", **about), shield="desk")
    greet.fill(at("dossier-log", **about), day=in_days(-1), time="21:15")
    form = greet.visitor.get(at("dossier-check", **about)).form(having="recipient")
    refused = greet.visitor.send(form, {"recipient": planted("recipient"), "way": "notification"})
    assert "koos nog niet" in refused.text


def _choose(greet: Planter, case: str, dossier: str) -> None:
    """A wish, what may be an offence, and a visit to the police for who said yes to it."""
    blanks = {"reference": case, "dossier": dossier}
    page = greet.visitor.get(at("dossier-wish", **blanks))
    by_word = "agreed" in page.form(having="ways").fields
    agreed = {"agreed": ["on"]} if by_word else {}
    greet.fill(at("dossier-wish", **blanks), ways=["notification"], filer="employer", **agreed)
    greet.fill(at("dossier-also", **blanks), also=["stalking"])
    greet.fill(at("dossier-answers", **blanks), happened_on=in_days(-4), known_on=in_days(-3))
    greet.fill(at("dossier-term-let-go", **blanks, term="complaint_term"))
    greet.fill(at("dossier-term-start", **blanks), kind="objection", told_on=in_days(-1))
    greet.fill(at("dossier-filing", **blanks), route="notification", filer="person", power_on="")
    _hand_over(greet, blanks)
    if not by_word:
        greet.fill(at("dossier-wish", **blanks), ways=["complaint"], filer="person")
        greet.fill(at("dossier-agreement", **blanks))


def _hand_over(greet: Planter, about: dict[str, str]) -> None:
    """With every file of the person's own; both files are fetched."""
    form = greet.visitor.get(at("dossier-check", **about)).form(having="recipient")
    pieces = form.fields["pieces"].choices if "pieces" in form.fields else []
    page = greet.send(form, way="notification", pieces=pieces, others=[], home_address=[], family=[])
    for kind in ("pdf", "zip"):
        assert greet.visitor.ask("GET", link(page, rf"dossier\.{kind}$").string).status == 200


def _followed(greet: Planter, case: str, dossier: str) -> None:
    """What came of it: told, watched, kept from the internet, paid for, and gone along step by step. Once is enough:
    for whoever has an own page to read news on."""
    about = {"reference": case, "dossier": dossier}
    page = greet.fill(at("dossier-news", **about), on=in_days(0))
    if "/bericht/" not in " ".join(page.links()):
        return
    greet.fill(link(page, r"^.*/nieuws/[0-9a-f-]{36}/bericht/$")[0])
    greet.fill(at("dossier-at-police", **about))
    page = greet.fill(at("dossier-watch", **about), codes=["copy"], promised_on=in_days(0))
    watched = link(page, r"/afspraken/([0-9a-f-]{36})/verder/$")[1]
    greet.fill(at("dossier-watch-further", watched=watched, **about), owner="")
    greet.fill(at("dossier-watch-end", watched=watched, **about))
    greet.fill(at("case-tasks-skip", reference=case))
    _online(greet, case, about)
    money = {"cents": "12,50", "recovered": "", "receipt": ""}
    page = greet.fill(at("dossier-cost-add", **about), **money)
    greet.fill(link(page, r"^.*/kosten/[0-9a-f-]{36}/$")[0], **money)
    greet.fill(at("dossier-claim", **about))
    greet.fill(at("dossier-route-begin", route="ondermijning", **about))
    greet.fill(at("dossier-route-step", route="ondermijning", stop="keep", **about), on=in_days(0))
    greet.fill(at("dossier-duty", **about))
    days = {"decided_on": in_days(-1), "told_on": in_days(-1)}
    greet.fill(at("dossier-duty-decide", **about), decision="yes", **days)
    greet.fill(at("dossier-end", **about), terms_may_go=["on"])


def _online(greet: Planter, case: str, about: dict[str, str]) -> None:
    page = greet.fill(at("dossier-online-add", **about))
    greet.fill(link(page, r"^.*/online/[0-9a-f-]{36}/$")[0])
    asked = greet.visitor.get(at("case-consents", reference=case))
    greet.fill(link(asked, r"^.*/toestemming/[^/]+/vastleggen/$")[0], step="platform", given="yes")
    page = greet.visitor.get(at("dossier-online", **about))
    greet.fill(link(page, r"^.*/online/[0-9a-f-]{36}/brief/$")[0])


def _close(greet: Planter, case: str) -> None:
    greet.fill(at("case-handling", reference=case))
    greet.fill(at("case-to-aftercare", reference=case))
    greet.fill(at("case-close", reference=case))


def _short_ways(journey: Journey) -> None:
    """A talk, a feeling, a report on one page, and a draft that is left behind."""
    for way in ("bel-mij", "onveilig-gevoel"):
        journey.keep(journey.somebody().fill(f"/{SLUG}/{way}/", safe="ja"))
    brief = journey.somebody()
    page = brief.fill(f"{PATH}kort/", safe="ja")
    journey.keep(brief.send(page.form(to=f"{PATH}versturen/")))
    left = journey.somebody()
    journey.keep(left.fill(f"{PATH}kort/", safe="ja"))


def _typed(journey: Journey, greet: Planter) -> None:
    """A report that the desk types, its own code, a correction, and a case without a reaction."""
    page = greet.fill(
        at("intake"), reporting_for="other", known_as="named", kind="incident", keep_out=[], mail_me=["on"], day=""
    )
    codes = CODE.findall(page.text)
    journey.codes += codes
    found = re.findall(rf"{WORK}zaken/melding/(\w+-\w+)/", " ".join(page.links()))
    report = found[0]
    greet.fill(at("report-correct", reference=report), reporting_for="other", known_as="named", day="")
    journey.keep(greet.fill(at("report-code", reference=report)))
    page = greet.fill(at("report-take", reference=report))
    case = link(page, rf"{WORK}zaken/(\w+-\w+)/tijdlijn/")[1]
    greet.fill(at("case-facts-record", reference=case), crossing=["threat"], emotional=[], earlier="")
    greet.fill(at("case-no-reaction", reference=case))


def _left_open(greet: Planter, case: str) -> None:
    """A note that is sent after the screen was locked."""
    form = greet.visitor.get(at("case-note", reference=case)).form(having="text")
    greet.visitor.send(greet.visitor.get(at("queue")).form(to="/account/kluis/vergrendelen/"))
    page = greet.visitor.send(form, {"text": planted("text"), "visibility": "team"})
    assert page.address == "/account/kluis/"


def _wrong_code(journey: Journey, code: str) -> None:
    """A code that nobody has, typed and refused."""
    wrong = code[:-4] + ("0000" if not code.endswith("0000") else "1111")
    journey.codes.append(wrong)
    stranger = journey.somebody()
    form = stranger.visitor.get(MINE).form(having="toegangscode")
    assert stranger.visitor.send(form, {"toegangscode": wrong}).status == 200
