"""Putting a file together as it goes to somebody: what was chosen, and nothing of what was kept back."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import PurePosixPath
from uuid import UUID

from rugdekking.content.schema import Reply
from rugdekking.kernel.time import AMSTERDAM, day_of, written_out
from rugdekking.keys.rings import StaffRing
from rugdekking.organisations.models import Desk
from rugdekking.police.file.checking import Kept, slips
from rugdekking.police.file.knowing import known_of
from rugdekking.police.file.queries import Found, Line, account_of, details_of, log_of, other_reporters
from rugdekking.police.file.sheets import QUESTIONS, Details, Shield
from rugdekking.police.file.snapshot import Contact, Custody, Hint, Item, Loss, Posted, Snapshot
from rugdekking.police.following import costs_of, online_of
from rugdekking.police.hinting import Hinted, hints_of
from rugdekking.police.models import Dossier, Filer, Part, Route
from rugdekking.police.operations.choosing import may_go_out_of_duty
from rugdekking.police.queries import sheet
from rugdekking.police.sealing import Written
from rugdekking.police.sheets import Wish
from rugdekking.police.writing import euros, totals
from rugdekking.reports.choices import Channel, Writer
from rugdekking.reports.files import Standing
from rugdekking.reports.queries import custody

_LONGEST_NAME, _LONGEST_ENDING = 60, 8
_WARNINGS: Mapping[Standing, str] = {
    Standing.SET_APART: "Let op: dit bestand is bij de controle apart gezet. Het kan schadelijk zijn.",
    Standing.UNCHECKED: "Let op: dit bestand is nog niet op virussen gecontroleerd.",
}
# Of a file of theirs that goes along with their own yes, the name stays out as well.
_OTHERS = (Kept.OTHERS.value,)
_ASKED: Mapping[Route, str] = {
    Route.NOTIFICATION: "Neem een melding op.",
    Route.COMPLAINT: "Neem een aangifte op.",
    Route.STOP_TALK: "Houd een stopgesprek.",
}


class Chosen(Written, frozen=True):
    """What somebody chose at the check. `pieces`: evidence that goes along. Home address and family stay out unless
    they were chosen. `although`: the check found them in the running text, and somebody chose to tell that."""

    recipient: str
    way: Route
    pieces: frozenset[UUID] = frozenset()
    home_address: bool = False
    family: bool = False
    although: bool = False

    @property
    def shown(self) -> tuple[Kept, ...]:
        """What was chosen to be told."""
        chosen = ((Kept.HOME, self.home_address), (Kept.FAMILY, self.family))
        return tuple(kept for kept, told in chosen if told)


def composed(dossier: Dossier, chosen: Chosen, *, pieces: Sequence[Found], ring: StaffRing, at: datetime) -> Snapshot:
    """The whole file. `pieces` are the chosen ones, in order."""
    details, account = details_of(dossier, ring), account_of(dossier, ring).account
    desk, hinted = dossier.case.desk, hints_of(dossier, ring=ring, at=at)
    costs = costs_of(dossier, ring=ring)
    slipped = slips(known_of(dossier, ring, at=at, pieces=pieces), shown=chosen.shown)
    told = {one.kept for one in slipped}
    duty = may_go_out_of_duty(dossier, way=chosen.way, ring=ring)
    kept_back = (*_left_out(details, chosen), *(_OTHERS if other_reporters(dossier, ring) else ()))
    return Snapshot(
        title="Dossier voor de politie",
        organisation=dossier.organisation.name,
        desk=desk.name,
        phone=desk.phone,
        reference=dossier.case.reference,
        day=day_of(at),
        recipient=chosen.recipient,
        way=chosen.way,
        person=_person(details, dossier),
        office=details.office,
        address=_address(details, desk, shown=chosen.home_address),
        asks=(*_asks(details, chosen, duty=duty), *_who_files(dossier, ring, duty=duty)),
        account=tuple((question, getattr(account, name)) for name, question, _ in QUESTIONS),
        family=details.family if chosen.family else "",
        log=tuple(printed(log_of(dossier, ring))),
        witnesses=details.witnesses,
        online=tuple(_online(dossier, ring)),
        damage=details.damage,
        losses=tuple(Loss(what=one.what, on=written_out(one.on), amount=euros(one.cents)) for one in costs),
        total=euros(totals(costs).total) if costs else "",
        earlier=details.earlier,
        hints=tuple(_hints(hinted)),
        complaint_until="" if duty else _term(hinted, details),
        items=tuple(_items(pieces)),
        custody=tuple(_custody(pieces)),
        left_out=tuple(kept for kept in kept_back if kept not in told),
        told=tuple(dict.fromkeys(one.said for one in slipped)),
        duty=duty,
    )


def printed(lines: Iterable[Line]) -> Iterator[Contact]:
    """The lines that stand, the oldest first."""
    for one in sorted(lines, key=lambda line: (*line.line.order, line.row.pk)):
        if one.row.struck_on is None:
            when = ", ".join(filter(None, (written_out(one.line.day), one.line.hour)))
            by = "steunpunt" if one.row.written_by_id else "betrokkene"
            yield Contact(when=when, how=str(Channel(one.line.channel).label), what=one.line.text, by=by)


def address_for(details: Details, desk: Desk) -> str:
    """Under which address the person stands, in words that are also said on the phone."""
    if details.shield is Shield.OWN:
        return "het eigen adres"
    reached = ", ".join(filter(None, (desk.organisation.name, desk.address)))
    return f"het adres van de organisatie: {reached} (domicilie)"


def _person(details: Details, dossier: Dossier) -> str:
    if details.shield is Shield.NUMBER:
        return f"Bekend bij het steunpunt onder nummer {dossier.pk.hex[:8].upper()}"
    return details.name or "Bekend bij het steunpunt"


def _address(details: Details, desk: Desk, *, shown: bool) -> str:
    if shown and details.home_address:
        return details.home_address
    return address_for(details, desk)[:1].upper() + address_for(details, desk)[1:]


def _asks(details: Details, chosen: Chosen, *, duty: bool) -> Iterator[str]:
    yield _ASKED[chosen.way]
    if details.vpt:
        yield "Merk de zaak aan als Veilige Publieke Taak: de VPT-code. De betrokkene is geraakt om werk of ambt."
    if details.shield is Shield.DESK:
        yield "Neem als adres het adres van de organisatie op (domicilie), niet het woonadres."
    if details.shield is Shield.NUMBER:
        yield "Laat de aangifte onder nummer doen. Er is dreiging."
    if details.complaint and not duty:
        yield "De betrokkene dient een klacht in en vraagt om vervolging (Wetboek van Strafrecht, artikel 64)."
    yield "Geef een afschrift mee, en noem een vast contact."


def _who_files(dossier: Dossier, ring: StaffRing, *, duty: bool) -> Iterator[str]:
    if duty:
        yield (
            "De organisatie doet deze aangifte omdat zij zich daartoe verplicht acht (Wetboek van Strafvordering, "
            "artikel 162). De betrokkene is getuige en dient geen klacht in."
        )
        return
    wish = sheet(dossier, Part.WISH, Wish, ring=ring)
    if wish is not None and wish.filer == Filer.EMPLOYER:
        yield "De organisatie komt hiermee als werkgever. De betrokkene is getuige en kan worden gehoord."
    if wish is not None and wish.filer == Filer.ON_BEHALF:
        yield "Iemand komt namens de betrokkene, met een schriftelijke volmacht."


def _online(dossier: Dossier, ring: StaffRing) -> Iterator[Posted]:
    for one in online_of(dossier, ring=ring):
        place = one.place
        where = ", ".join(filter(None, (place.platform, place.account)))
        seen = written_out(place.seen_on) if place.seen_on else ""
        yield Posted(where=where, address=place.address, what=place.what, seen=seen)


def _hints(hinted: Hinted) -> Iterator[Hint]:
    """What fits, with the answers from which it came. Our doubts about the law are not for the police."""
    for one in hinted.said:
        yes = [reason.question.text for reason in one.reasons if reason.reply is Reply.YES]
        why = [one.offence.about, *(f"Ja: {text}" for text in yes)]
        yield Hint(name=f"{one.offence.title}, {one.offence.article}", why="\n".join(why))


def _term(hinted: Hinted, details: Details) -> str:
    if hinted.complaint_until is None or not details.complaint:
        return ""
    return f"tot en met {written_out(hinted.complaint_until)}"


def _items(pieces: Iterable[Found]) -> Iterator[Item]:
    for number, one in enumerate(pieces, start=1):
        piece = one.piece
        yield Item(
            id=piece.id,
            report=one.report.pk,
            path=f"bewijs/{number:02d}-{plain(piece.file.name)}",
            name=piece.file.name,
            kind=piece.file.kind.label,
            size=piece.file.size,
            sha256=piece.file.sha256,
            added=f"{written_out(piece.on)}, {Writer(piece.added_by).label}",
            captured=piece.about.made,
            url=piece.about.address,
            note=" ".join(filter(None, (_WARNINGS.get(piece.file.standing), piece.about.note))),
        )


def _custody(pieces: Sequence[Found]) -> Iterator[Custody]:
    """Through whose hands each file went until now."""
    names = {one.piece.id: plain(one.piece.file.name) for one in pieces}
    for one in custody(list(names)):
        when = f"{written_out(day_of(one.at))}, {one.at.astimezone(AMSTERDAM):%H.%M} uur"
        yield Custody(item=names[one.evidence], when=when, who=one.who, what=one.what)


def plain(name: str) -> str:
    """A file's name that every system unpacks: letters, digits, dots and dashes."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    path = PurePosixPath(re.sub(r"[^A-Za-z0-9.]+", "-", ascii_only).strip("-."))
    return f"{path.stem.strip('-.')[:_LONGEST_NAME] or 'bestand'}{path.suffix[:_LONGEST_ENDING]}"


def _left_out(details: Details, chosen: Chosen) -> Iterator[str]:
    if not chosen.home_address:
        yield Kept.HOME.value
    if details.family and not chosen.family:
        yield Kept.FAMILY.value
    if details.shield is Shield.NUMBER:
        yield Kept.NAME.value
