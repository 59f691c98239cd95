"""Whatever is written in the log can be read there: each code has words, and no words stand for nothing."""

import ast
import re
from collections.abc import Iterator

from rugdekking.web.office import actions
from tests.house.tree import SOURCE, parse

CODE = re.compile(r"[a-z_]+\.[a-z_]+")
# Begin like a code, and are the name of a file.
FILES = {"dossier.pdf", "letter.typ"}
# A timeline also has words for what it shows beside the log.
LOGGED = {code for code in actions.SAID if "." in code}
# Of what an organisation made itself both halves are put together: `scan.published`, `guide.withdrawn`.
PUT_TOGETHER = {
    f"{kind}.{act}" for kind in ("scan", "guide") for act in ("brought_in", "published", "withdrawn", "draft_dropped")
}
SUBJECTS = {code.partition(".")[0] for code in LOGGED}


def written() -> Iterator[str]:
    """What the source says, with a * where it puts a text together: `answer.*`, `*.published`."""
    for path in SOURCE.rglob("*.py"):
        if path.name != "actions.py" and "migrations" not in path.parts:
            yield from _written(parse(path))


def _written(tree: ast.Module) -> Iterator[str]:
    put_together = [one for one in ast.walk(tree) if isinstance(one, ast.JoinedStr)]
    parts = {id(part) for one in put_together for part in one.values}
    for one in ast.walk(tree):
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in parts:
            yield one.value
    for one in put_together:
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in one.values)


def fits(code: str, pattern: str) -> bool:
    return re.fullmatch(re.escape(pattern).replace(r"\*", "[a-z_]+"), code) is not None


def test_every_code_of_the_log_has_words() -> None:
    codes = {one for one in written() if CODE.fullmatch(one) and one.partition(".")[0] in SUBJECTS}

    assert codes - FILES - set(actions.SAID) == set()


def test_no_words_stand_for_what_is_never_logged() -> None:
    known = set(written())
    patterns = [one for one in known if re.fullmatch(r"[a-z_]+\.[a-z_*]+", one) and "*" in one]

    never = {code for code in LOGGED - known - PUT_TOGETHER if not any(fits(code, one) for one in patterns)}

    assert never == set()
