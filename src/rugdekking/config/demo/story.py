"""The shape of a story file: what somebody told, and what people did afterwards, step by step."""

from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from rugdekking.config.demo.moments import moment_after, start_of
from rugdekking.config.demo.steps import Step
from rugdekking.kernel.time import day_of
from rugdekking.reports.choices import Origin
from rugdekking.reports.story import KeepOut, Moment, Story, When
from rugdekking.vault.codes import SIZE, AccessCode
from rugdekking.vault.secrets import hashed

FOLDER = Path(__file__).parent / "stories"


class Happened(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When it was, in days before the telling."""

    moment: Moment = Moment.EXACT
    days: int | None = None
    until: int | None = None
    words: str = ""

    def as_told(self, at: datetime) -> When:
        return When(moment=self.moment, day=_day(at, self.days), until=_day(at, self.until), words=self.words)


class Typed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The desk typed it: who, and how it was told."""

    by: str
    origin: Origin


class Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One story. `ago` says when it was told; `key` names it for other stories and makes its access code.

    `under`: sent under the code of that other story. `shown`: what the introduction says to try its code for.
    """

    key: str
    ago: str
    story: Story
    happened: Happened = Happened()
    keep_out: tuple[str, ...] = ()
    files: dict[str, str] = {}
    typed: Typed | None = None
    draft: bool = False
    under: str = ""
    shown: str = ""
    then: tuple[Step, ...] = ()

    def starts(self, at: datetime) -> datetime:
        return start_of(self.ago, at=at)

    def moments(self, at: datetime) -> list[datetime]:
        """When each step happens, seen from `at`."""
        start = last = self.starts(at)
        found = []
        for step in self.then:
            last = moment_after(step.at, start=start, last=last)
            found.append(last)
        return found

    def as_story(self, *, keep_out: KeepOut, at: datetime) -> Story:
        """The story as its teller sends it at `at`."""
        return msgspec.structs.replace(self.story, when=self.happened.as_told(at), keep_out=keep_out)


def stories_of(slug: str) -> list[Told]:
    """The stories of one organisation, in the order of their files."""
    files = sorted((FOLDER / slug).glob("*.yaml"))
    return [told for file in files for told in msgspec.yaml.decode(file.read_bytes(), type=list[Told])]


def code_of(slug: str, key: str) -> AccessCode:
    """The access code of a story: the same in every demo, so that the introduction can name it."""
    return AccessCode(hashed("demo-code", f"{slug}/{key}".encode())[:SIZE])


def _day(at: datetime, days: int | None) -> str:
    return "" if days is None else (day_of(at) - timedelta(days=days)).isoformat()
