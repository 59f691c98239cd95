"""The police track of one person in a case: the file, what is written in it, and what came of it."""

from rugdekking.police.models.dossier import Dossier, Part, Sheet
from rugdekking.police.models.file import HandOver, LogEntry
from rugdekking.police.models.filing import Basis, Filer, Filing, Route
from rugdekking.police.models.following import AHEAD, TO_COURT, News, NewsKind, Told, Watch
from rugdekking.police.models.letters import DossierLetter
from rugdekking.police.models.online import Answer, Online

__all__ = [
    "AHEAD",
    "TO_COURT",
    "Answer",
    "Basis",
    "Dossier",
    "DossierLetter",
    "Filer",
    "Filing",
    "HandOver",
    "LogEntry",
    "News",
    "NewsKind",
    "Online",
    "Part",
    "Route",
    "Sheet",
    "Told",
    "Watch",
]
