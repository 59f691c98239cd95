"""What people do with the plan of a case: make it, hand out its tasks, do them."""

from rugdekking.plans.operations.leaving import destroy_due, join, keep_out, release
from rugdekking.plans.operations.making import NewTask, add_task, make_plan
from rugdekking.plans.operations.working import (
    NotYourTask,
    again,
    assign,
    explain,
    finish,
    give_key,
    look,
    move,
    skip,
    skip_rest,
)
from rugdekking.plans.owners import AskFirst, CannotOwn, ConfirmFirst

__all__ = [
    "AskFirst",
    "CannotOwn",
    "ConfirmFirst",
    "NewTask",
    "NotYourTask",
    "add_task",
    "again",
    "assign",
    "destroy_due",
    "explain",
    "finish",
    "give_key",
    "join",
    "keep_out",
    "look",
    "make_plan",
    "move",
    "release",
    "skip",
    "skip_rest",
]
