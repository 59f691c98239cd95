"""Reports, what belongs to them, and who holds a code to them."""

from rugdekking.reports.models.conversation import Consent, Message, Rating
from rugdekking.reports.models.draft import Draft, DraftFile
from rugdekking.reports.models.files import ComingFile, Evidence, Handling
from rugdekking.reports.models.report import Body, CodeHolder, Report

__all__ = [
    "Body",
    "CodeHolder",
    "ComingFile",
    "Consent",
    "Draft",
    "DraftFile",
    "Evidence",
    "Handling",
    "Message",
    "Rating",
    "Report",
]
