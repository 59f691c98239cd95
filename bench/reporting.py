"""How a visitor files a report, page after page, as its browser would."""

from dataclasses import dataclass

from bench.site import ORGANISATION
from bench.visitor import Failed, Form, Visitor

SITE = f"/{ORGANISATION}/melden"
STARTS = {"short": f"{SITE}/kort/", "full": f"{SITE}/veilig/"}
FILES = f"{SITE}/bestanden/"
SEND, SENT, DONE = f"{SITE}/versturen/", f"{SITE}/verstuurd/", f"{SITE}/klaar/"
OWN_PAGE = f"/{ORGANISATION}/mijn/"
TEXT = ("Gisteren kwam iemand aan de deur en riep dat hij weet waar ik woon. " * 15)[:1000]
ANSWERS = {"what": TEXT, "safe": "ja"}
MOST_PAGES = 25


@dataclass(frozen=True, slots=True)
class Ready:
    """A report before the last button: the form that sends it, and its code."""

    form: Form
    code: str


def until_sending(visitor: Visitor, path: str = "short") -> Ready:
    """Answer question after question until the page that can send."""
    page = visitor.get(STARTS[path])
    for _ in range(MOST_PAGES):
        if form := page.form(SEND):
            return Ready(form, page.code())
        question = page.form()
        if question is None:
            break
        page = visitor.post(question.action, question.filled(ANSWERS))
    raise Failed(f"{path}: {page.address} leads no further")


def press_send(visitor: Visitor, form: Form) -> None:
    """Press the button. Once this returns, the site has said that the report is there."""
    answer = visitor.press(form.action, form.values)
    if answer.address != SENT:
        raise Failed(f"not sent, but {answer.status} {answer.address}")


def report(visitor: Visitor, path: str = "short") -> None:
    """File a report from the first page to the one that confirms it: the short path is sent from its one page."""
    if path == "short":
        question = visitor.get(STARTS["short"]).form()
        if question is None:
            raise Failed("The short path asks nothing.")
        press_send(visitor, Form(question.action, {**question.filled(ANSWERS), "versturen": "ja"}))
    else:
        press_send(visitor, until_sending(visitor, path).form)
    visitor.get(SENT)


def opens(visitor: Visitor, code: str) -> bool:
    """Whether this code brings back the whole text of its report."""
    question = visitor.get(OWN_PAGE).form()
    if question is None:
        return False
    page = visitor.post(question.action, {**question.values, "toegangscode": code})
    return page.address != OWN_PAGE and TEXT in visitor.get(f"{page.address}tekst/").text
