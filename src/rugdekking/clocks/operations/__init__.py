"""What can be done with clocks: `running` starts, ends and moves them, `ringing` is the worker's part."""

from rugdekking.clocks.operations.ringing import remind_and_escalate
from rugdekking.clocks.operations.running import (
    NoTimeLeft,
    Subject,
    destroy,
    hand_over,
    keep,
    keep_one,
    move,
    name_keeper,
    new,
    regroup,
    start,
    stop,
    stop_all,
    stop_one,
    term_of,
)

__all__ = [
    "NoTimeLeft",
    "Subject",
    "destroy",
    "hand_over",
    "keep",
    "keep_one",
    "move",
    "name_keeper",
    "new",
    "regroup",
    "remind_and_escalate",
    "start",
    "stop",
    "stop_all",
    "stop_one",
    "term_of",
]
