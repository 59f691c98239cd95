"""The pages of the toolkit. They are public: nothing about a report, a case or a person in one ever stands here.

Pages lie in a tree of two storeys: a home for what is written nationally, a home for each organisation, and beneath
each home its pages. An organisation's own page goes before the national one with the same address.
"""

from rugdekking.knowledge.models.former import FormerAddress
from rugdekking.knowledge.models.kinds import (
    Article,
    Document,
    Event,
    Guide,
    News,
    Question,
    Service,
    Story,
    ThemePage,
)
from rugdekking.knowledge.models.moderation import SecondReader
from rugdekking.knowledge.models.page import Home, ToolkitPage

__all__ = [
    "Article",
    "Document",
    "Event",
    "FormerAddress",
    "Guide",
    "Home",
    "News",
    "Question",
    "SecondReader",
    "Service",
    "Story",
    "ThemePage",
    "ToolkitPage",
]
