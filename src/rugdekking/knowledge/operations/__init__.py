"""Writing in the toolkit: the pages that are shipped, the room of an organisation, and who may edit in it."""

from rugdekking.knowledge.operations.editing import note_deleted, note_taken_offline, publish_planned, take_over
from rugdekking.knowledge.operations.reviewing import remind_to_review
from rugdekking.knowledge.operations.rooms import let_edit, open_for
from rugdekking.knowledge.operations.shipped import publish_shipped

__all__ = [
    "let_edit",
    "note_deleted",
    "note_taken_offline",
    "open_for",
    "publish_planned",
    "publish_shipped",
    "remind_to_review",
    "take_over",
]
