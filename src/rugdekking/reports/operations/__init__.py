"""What people do with reports: write, send, add, correct, answer, withdraw."""

from rugdekking.reports.operations.drafts import add_draft_file, drop_draft, drop_draft_file, save_draft
from rugdekking.reports.operations.filing import Filed, Typed, submit, type_for

__all__ = ["Filed", "Typed", "add_draft_file", "drop_draft", "drop_draft_file", "save_draft", "submit", "type_for"]
