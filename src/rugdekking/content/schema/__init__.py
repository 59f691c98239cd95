"""The shapes of all content files, as frozen structs that refuse what they do not know."""

from rugdekking.content.schema.agreements import Agreement, Agreements, By, Stage
from rugdekking.content.schema.base import BehaviourClass, FaultAt, Header, PersonClass, Span, Status, Unit
from rugdekking.content.schema.cards import Card
from rugdekking.content.schema.conditions import Condition, Perpetrator, Target
from rugdekking.content.schema.conversations import Conversation
from rugdekking.content.schema.drill import Drill, InventedReport, Turn
from rugdekking.content.schema.letters import Addressee, Letter, LetterKind, Paragraph, Slot
from rugdekking.content.schema.offences import Complaint, Needed, Offence, Offences, Period, Question, Reply
from rugdekking.content.schema.offices import Office, Offices
from rugdekking.content.schema.plan import Phase, Plan, Task
from rugdekking.content.schema.protocol import (
    Category,
    Decider,
    Kind,
    Level,
    Measure,
    Obligation,
    Protocol,
    Row,
    Term,
)
from rugdekking.content.schema.routes import (
    Approach,
    Contacts,
    Duty,
    Route,
    RouteStep,
    Security,
    Signpost,
    Subversion,
)
from rugdekking.content.schema.scan import Advice, Band, Scan, ScanChoice, ScanKind, ScanQuestion, ScanTheme
from rugdekking.content.schema.terms import ClockTerm, Terms
from rugdekking.content.schema.texts import Choice, Choices, Passage, Passages, Service, Services, Texts
from rugdekking.content.schema.toolkit import Audience, HelpPage, PageKind, Theme
from rugdekking.content.schema.ways import Way, Ways

__all__ = [
    "Addressee",
    "Advice",
    "Agreement",
    "Agreements",
    "Approach",
    "Audience",
    "Band",
    "BehaviourClass",
    "By",
    "Card",
    "Category",
    "Choice",
    "Choices",
    "ClockTerm",
    "Complaint",
    "Condition",
    "Contacts",
    "Conversation",
    "Decider",
    "Drill",
    "Duty",
    "FaultAt",
    "Header",
    "HelpPage",
    "InventedReport",
    "Kind",
    "Letter",
    "LetterKind",
    "Level",
    "Measure",
    "Needed",
    "Obligation",
    "Offence",
    "Offences",
    "Office",
    "Offices",
    "PageKind",
    "Paragraph",
    "Passage",
    "Passages",
    "Period",
    "Perpetrator",
    "PersonClass",
    "Phase",
    "Plan",
    "Protocol",
    "Question",
    "Reply",
    "Route",
    "RouteStep",
    "Row",
    "Scan",
    "ScanChoice",
    "ScanKind",
    "ScanQuestion",
    "ScanTheme",
    "Security",
    "Service",
    "Services",
    "Signpost",
    "Slot",
    "Span",
    "Stage",
    "Status",
    "Subversion",
    "Target",
    "Task",
    "Term",
    "Terms",
    "Texts",
    "Theme",
    "Turn",
    "Unit",
    "Way",
    "Ways",
]
