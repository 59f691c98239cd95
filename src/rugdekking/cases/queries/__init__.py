"""What a member may know of cases: which ones they see, what stands in them, and which come first."""

from rugdekking.cases.queries.access import (
    barred_from,
    case_for,
    is_handler,
    seen_by,
    sees,
    sees_whole_desk,
    viewers_of,
)
from rugdekking.cases.queries.content import (
    Person,
    facts,
    facts_versions,
    notes_for,
    notes_in,
    people,
    promises_in,
    promises_to,
)
from rugdekking.cases.queries.opening import Opened, open_case, owes_keys
from rugdekking.cases.queries.paging import Count
from rugdekking.cases.queries.queue import Page, Which, queue
from rugdekking.cases.queries.rows import Row
from rugdekking.cases.queries.standing import (
    HandlerRow,
    Stage,
    case_of,
    due_for_destruction,
    handlers_of,
    may_leave_desk,
    reports_and_yes,
    reports_of,
    running_reports,
    state_for_reporter,
    withdrawn_for_good,
)
from rugdekking.cases.queries.timeline import Moment, timeline

__all__ = [
    "Count",
    "HandlerRow",
    "Moment",
    "Opened",
    "Page",
    "Person",
    "Row",
    "Stage",
    "Which",
    "barred_from",
    "case_for",
    "case_of",
    "due_for_destruction",
    "facts",
    "facts_versions",
    "handlers_of",
    "is_handler",
    "may_leave_desk",
    "notes_for",
    "notes_in",
    "open_case",
    "owes_keys",
    "people",
    "promises_in",
    "promises_to",
    "queue",
    "reports_and_yes",
    "reports_of",
    "running_reports",
    "seen_by",
    "sees",
    "sees_whole_desk",
    "state_for_reporter",
    "timeline",
    "viewers_of",
    "withdrawn_for_good",
]
