"""What was told already, as the beginning of a file: nobody tells it twice. Pure."""

from collections.abc import Iterable
from datetime import date

from rugdekking.kernel.time import written_out
from rugdekking.police.file.sheets import Account, Details
from rugdekking.reports.choices import Channel
from rugdekking.reports.story import Perpetrator, Story, When

_UNKNOWN = {
    Perpetrator.UNKNOWN: "Onbekend.",
    Perpetrator.ACCOUNT: "Een account op internet.",
    Perpetrator.GROUP: "Een groep.",
}


def account_from(story: Story | None, *, summary: str = "") -> Account:
    """The seven questions as far as the person's own report answers them, or else the summary of the facts."""
    if story is None:
        return Account(what=summary)
    kind = story.who.kind
    return Account(
        who=_joined(story.who.words or (_UNKNOWN.get(kind, "") if kind else "")),
        what=_joined(story.what, story.first, story.then) or summary,
        where=_joined(story.place, _channel(story)),
        how=f"Letterlijk: ‘{story.literal}’" if story.literal else "",
        when=_when(story.when),
    )


def details_from(
    story: Story | None, *, name: str, office: str, witnesses: Iterable[str] = (), earlier: Iterable[str] = ()
) -> Details:
    """What stands around them. `name`: as the desk knows the person; `office`: in the words of the organisation."""
    told = [] if story is None else [line.strip() for line in story.others.splitlines() if line.strip()]
    known = story.me.name if story is not None else ""
    return Details(name=name or known, office=office, witnesses=(*witnesses, *told), earlier="\n".join(earlier))


def _channel(story: Story) -> str:
    return str(Channel(story.channel).label).capitalize() + "." if story.channel in Channel.values else ""


def _when(when: When) -> str:
    days = " tot ".join(filter(None, (_day(when.day), _day(when.until))))
    return _joined(" ".join(filter(None, (days, when.time))), when.words)


def _day(typed: str) -> str:
    """An exact day in words; anything else as it was typed."""
    try:
        return written_out(date.fromisoformat(typed))
    except ValueError:
        return typed


def _joined(*pieces: str) -> str:
    return "\n\n".join(piece.strip() for piece in pieces if piece.strip())
