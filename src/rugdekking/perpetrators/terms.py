"""What is written down the same way when it means the same: names, numbers, addresses and accounts."""

import re
from collections.abc import Iterator

from rugdekking.kernel.letters import plain
from rugdekking.perpetrators.sealing import Known
from rugdekking.vault.secrets import Secret

_SMALL_WORDS = frozenset("de den der het van von te ten ter in op aan t s la le el al bin".split())  # noqa: SIM905
_TITLES = frozenset("mevrouw meneer heer mw dhr mevr ir dr mr drs ing".split())  # noqa: SIM905
_FORMS = frozenset("bv nv vof cv stichting vereniging".split())  # noqa: SIM905
_NO_NAMES = _SMALL_WORDS | _TITLES | _FORMS
_POSTCODE = re.compile(r"\b([1-9]\d{3})\s*([a-z]{2})\b", re.IGNORECASE)
_INITIALS = re.compile(r"\w|(?:\w\.)+\w?")
_HOUSE = re.compile(r"\b(\d{1,5})\s*-?\s*([a-z]{0,4}\d{0,4})\b", re.IGNORECASE)
Term = tuple[str, str]


def marks(known: Known, secret: Secret) -> set[bytes]:
    """The blind names, under this index key, of everything by which this perpetrator can be known again."""
    return {secret.blind(purpose, term.encode()) for purpose, term in terms(known) if term}


def terms(known: Known) -> Iterator[Term]:
    """Each with its purpose, so that an account called like a street never meets that street."""
    yield from of_name(known.name)
    yield from (("phone", phone(one)) for one in known.phones)
    yield from (("email", email(one)) for one in known.emails)
    yield from (("handle", handle(one)) for one in known.handles)
    yield ("address", address(known.address))


def of_name(name: str) -> Iterator[Term]:
    """A name in full, and as an initial with the last word, as people sign: "J. de Vries" may be Jan de Vries.

    A company signs with its whole name: "J. Bouw" is not Jansen Bouw B.V.
    """
    found = words(name)
    yield ("name", " ".join(found))
    if len(found) > 1 and _FORMS.isdisjoint(_parts(name)):
        yield ("initial", f"{found[0][0]} {found[-1]}")


def words(name: str) -> list[str]:
    """The words of a name as one says them, letters with dots together, without accents, titles and small words."""
    return [word for word in _parts(name) if word not in _NO_NAMES]


def tells_apart(name: str) -> bool:
    """Whether more than a family name stands here: a first name or an initial with it, or the name of a company.

    Two family names with a hyphen are one.
    """
    spoken = [
        word for word in re.split(r"[\s.,]+", plain(name)) if not set(re.findall(r"[^\W_]+", word)) <= _NO_NAMES
    ]
    with_first_name = len(spoken) > 1 and any(len(word) > 1 for word in spoken)
    return with_first_name or (bool(spoken) and not _FORMS.isdisjoint(_parts(name)))


def initials_in_front(name: str) -> str:
    """Initials behind a family name go in front of it, as one says it: "Balkema R." is R. Balkema."""
    *family, last = name.split() or [""]
    behind = bool(family) and _INITIALS.fullmatch(last) is not None and not begins_with_initial(name)
    return " ".join([last, *family]) if behind else name


def begins_with_initial(name: str) -> bool:
    """Whether the first name is no more than a letter, or letters with dots."""
    spoken = (word for word in _said(name).split() if not set(re.findall(r"[^\W_]+", word)) <= _NO_NAMES)
    return _INITIALS.fullmatch(next(spoken, "")) is not None


def phone(number: str) -> str:
    """A Dutch number however it was typed: +31 (0)6, 0031 6 and 06 are the same."""
    digits = re.sub(r"\D", "", number.replace("(0)", ""))
    international = number.strip().startswith("+") or digits.startswith("00")
    digits = digits.removeprefix("00")
    if international and digits.startswith("31"):
        return "0" + digits.removeprefix("31").removeprefix("0")
    return f"00{digits}" if international else digits


def email(address: str) -> str:
    """Without what somebody puts behind a plus sign to get one more address."""
    local, _, domain = address.strip().casefold().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}" if local else domain


def handle(account: str) -> str:
    """The name of an account, also when the whole address of its page was typed."""
    page = account.strip().casefold().partition("?")[0].rstrip("/")
    return page.rpartition("/")[2].lstrip("@")


def address(text: str) -> str:
    """Postcode and house number where they stand there, else every word."""
    said = plain(text)
    code = _POSTCODE.search(said)
    if code is None:
        return " ".join(re.findall(r"[^\W_]+", said))
    house = _HOUSE.search(said[: code.start()]) or _HOUSE.search(said[code.end() :])
    return f"{code[1]}{code[2]} {house[1]}{house[2]}" if house else f"{code[1]}{code[2]}"


def _parts(name: str) -> list[str]:
    together = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", _said(name))
    return re.findall(r"[^\W_]+", together)


def _said(name: str) -> str:
    """As one says it: "Vries, Jan de" is Jan de Vries."""
    last, comma, first = name.partition(",")
    return plain(f"{first} {last}" if comma else name)
