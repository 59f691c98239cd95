"""What people do with reports: write, send, add, correct, answer, withdraw."""

from rugdekking.reports.operations.codes import issue_code, let_in, replace_code
from rugdekking.reports.operations.coming_in import (
    Coming,
    NotInTurn,
    Receiver,
    Underway,
    begin,
    come_in,
    for_draft,
    for_report,
    take_piece,
    was_kept,
)
from rugdekking.reports.operations.consents import answer_consent, ask_consent, record_consent, withdraw_consent
from rugdekking.reports.operations.drafts import add_draft_file, drop_draft, drop_draft_file, save_draft
from rugdekking.reports.operations.examining import fetch_copy, look_at_file, preview_of, words_of
from rugdekking.reports.operations.filing import Filed, Typed, submit, type_for
from rugdekking.reports.operations.handling import describe_file, handled
from rugdekking.reports.operations.keeping_out import keep_out
from rugdekking.reports.operations.standing import (
    close_report,
    contacted,
    rate,
    release,
    reopen_report,
    stay,
    take_up,
    withdraw,
)
from rugdekking.reports.operations.talking import Download, add_file, fetch_file, post_message, read_messages
from rugdekking.reports.operations.upkeep import destroy, destroy_due, remove_orphan_files
from rugdekking.reports.operations.writing import as_incident, confirm, confirm_by_word, correct, enlarge, look

__all__ = [
    "Coming",
    "Download",
    "Filed",
    "NotInTurn",
    "Receiver",
    "Typed",
    "Underway",
    "add_draft_file",
    "add_file",
    "answer_consent",
    "as_incident",
    "ask_consent",
    "begin",
    "close_report",
    "come_in",
    "confirm",
    "confirm_by_word",
    "contacted",
    "correct",
    "describe_file",
    "destroy",
    "destroy_due",
    "drop_draft",
    "drop_draft_file",
    "enlarge",
    "fetch_copy",
    "fetch_file",
    "for_draft",
    "for_report",
    "handled",
    "issue_code",
    "keep_out",
    "let_in",
    "look",
    "look_at_file",
    "post_message",
    "preview_of",
    "rate",
    "read_messages",
    "record_consent",
    "release",
    "remove_orphan_files",
    "reopen_report",
    "replace_code",
    "save_draft",
    "stay",
    "submit",
    "take_piece",
    "take_up",
    "type_for",
    "was_kept",
    "withdraw",
    "withdraw_consent",
    "words_of",
]
