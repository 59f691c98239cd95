"""What shows on the screen of a room, one after another: the beginning, each step, each question, the end."""

from dataclasses import dataclass

from rugdekking.content.schema import Conversation, TalkQuestion, TalkStep


@dataclass(frozen=True, slots=True)
class Screen:
    """Without a step it is the first or the last screen; with a question the room votes on it."""

    title: str
    step: TalkStep | None = None
    number: int = 0
    question: TalkQuestion | None = None


def screens(guide: Conversation) -> tuple[Screen, ...]:
    found = [Screen(guide.title)]
    for number, step in enumerate(guide.steps, start=1):
        found.append(Screen(step.title, step, number))
        found += [Screen(step.title, step, number, question) for question in step.questions]
    return (*found, Screen("Tot slot"))


def has_questions(guide: Conversation) -> bool:
    """Whether phones have anything to do in this guide."""
    return any(step.questions for step in guide.steps)
