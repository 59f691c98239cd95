"""Steps around the police: a file and a wish, what stands online, what it cost, what came of it."""

from collections.abc import Mapping
from datetime import datetime

from rugdekking.config.demo.steps.base import Did
from rugdekking.config.demo.tale import Tale
from rugdekking.kernel.time import day_of
from rugdekking.police import operations, queries
from rugdekking.police.following import news_of, online_of, watches_of
from rugdekking.police.models import Answer, Dossier, Filer, NewsKind, Part, Route
from rugdekking.police.operations import Filed, Heard, Taken
from rugdekking.police.sheets import Wish
from rugdekking.police.writing import Bearer, Cost, Place


class OpensFile(Did, frozen=True, tag="police_file"):
    """Opens the file of whoever the report belongs to, and writes down what they want."""

    way: str
    filer: Filer | None = None
    remark: str = ""

    def happen(self, tale: Tale, *, at: datetime) -> None:
        ring = tale.staff(self.by)
        dossier = operations.open_dossier(tale.case, person=tale.person("", ring), ring=ring, at=at)
        wish = Wish(way=self.way, filer=self.filer, remark=self.remark)
        operations.record_wish(dossier, wish=wish, ring=ring, at=at)


class KeepsOnline(Did, frozen=True, tag="online"):
    """Writes down what stands online. With an `answer` the platform was told and answered on the same day."""

    kind: str
    platform: str
    what: str
    account: str = ""
    address: str = ""
    kept: tuple[str, ...] = ()
    answer: Answer | None = None

    def happen(self, tale: Tale, *, at: datetime) -> None:
        ring, dossier = tale.staff(self.by), _file(tale)
        place = Place(
            kind=self.kind,
            platform=self.platform,
            account=self.account,
            address=self.address,
            what=self.what,
            seen_on=day_of(at),
            kept=self.kept,
        )
        row = operations.keep_online(dossier, place, ring=ring, at=at)
        if self.answer is not None:
            found = next(one.row for one in online_of(dossier, ring=ring) if one.row.pk == row.pk)
            operations.notice_platform(found, on=day_of(at), ring=ring, at=at)
            operations.platform_answered(found, answer=self.answer, on=day_of(at), ring=ring, at=at)


class Costs(Did, frozen=True, tag="cost"):
    what: str
    cents: int
    bearer: Bearer

    def happen(self, tale: Tale, *, at: datetime) -> None:
        cost = Cost(id="", what=self.what, on=day_of(at), cents=self.cents, bearer=self.bearer)
        operations.add_cost(_file(tale), cost, ring=tale.staff(self.by), at=at)


class Files(Did, frozen=True, tag="filing"):
    """Writes down that the person went to the police, as they wanted and said yes to."""

    route: Route
    account: str = ""
    number: str = ""

    def happen(self, tale: Tale, *, at: datetime) -> None:
        filed = Filed(route=self.route, filer=Filer.PERSON, on=day_of(at), account=self.account, number=self.number)
        operations.record_filing(_file(tale), filed=filed, ring=tale.staff(self.by), at=at)


class HearsNews(Did, frozen=True, tag="news"):
    """What police or prosecution let know, and told at once in a talk."""

    kind: NewsKind
    text: str = ""

    def happen(self, tale: Tale, *, at: datetime) -> None:
        ring, dossier = tale.staff(self.by), _file(tale)
        row = operations.record_news(dossier, Heard(self.kind, day_of(at), self.text), ring=ring, at=at)
        told = next(one.row for one in news_of(dossier, ring=ring) if one.row.pk == row.pk)
        operations.spoke_of_news(told, knew=False, ring=ring, at=at)


class Watches(Did, frozen=True, tag="watch"):
    """Watches agreements; those in `kept` turned out to be kept on the same day."""

    codes: tuple[str, ...]
    kept: tuple[str, ...] = ()

    def happen(self, tale: Tale, *, at: datetime) -> None:
        ring, dossier = tale.staff(self.by), _file(tale)
        operations.watch(dossier, self.codes, promised_on=day_of(at), ring=ring, at=at)
        for one in watches_of(dossier, ring=ring):
            if one.row.code in self.kept:
                operations.end_watch(one.row, kept=True, text="", ring=ring, at=at)


class GoesAlong(Did, frozen=True, tag="route"):
    """Begins a route for somebody with an office, and takes these steps, each with a remark."""

    route: Part
    taken: Mapping[str, str]
    office: str = ""

    def happen(self, tale: Tale, *, at: datetime) -> None:
        ring, dossier = tale.staff(self.by), _file(tale)
        operations.begin_route(dossier, self.route, office=self.office, ring=ring, at=at)
        for code, note in self.taken.items():
            operations.take_step(dossier, self.route, Taken(code, day_of(at), note), ring=ring, at=at)


def _file(tale: Tale) -> Dossier:
    return queries.dossiers_of(tale.case)[0]
