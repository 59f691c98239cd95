"""What the desk calls the answers of a story: about the reporter, where the public pages speak to them."""

from collections.abc import Mapping

from rugdekking.protocols import names
from rugdekking.reports.choices import Channel, Kind, Origin
from rugdekking.reports.story import For, KnownAs, Moment, Perpetrator, Wish

SAFE: Mapping[bool | None, str] = {True: "Ja", False: "Nee, nu niet veilig", None: ""}
MOMENTS: Mapping[Moment, str] = {
    Moment.EXACT: "Op een bekende dag",
    Moment.ABOUT: "Ongeveer bekend",
    Moment.PERIOD: "Het duurde een tijd",
    Moment.MORE_THAN_ONCE: "Het gebeurde vaker",
}
WHO: Mapping[Perpetrator, str] = {
    Perpetrator.KNOWN: "Iemand van wie de naam bekend is",
    Perpetrator.UNKNOWN: "Iemand die niet bekend is",
    Perpetrator.ACCOUNT: "Een account op internet",
    Perpetrator.GROUP: "Een groep",
}
TARGETS = names.choices(names.TARGETS)
KNOWN_AS: Mapping[KnownAs, str] = {
    KnownAs.ANONYMOUS: "Anoniem",
    KnownAs.DESK_ONLY: "Alleen het steunpunt mag de naam weten",
    KnownAs.NAMED: "Met naam",
}
FOR_WHOM: Mapping[For, str] = {
    For.SELF: "Voor zichzelf",
    For.WITNESS: "Als getuige",
    For.OTHER: "Voor iemand anders",
}
WISHES: Mapping[Wish, str] = {
    Wish.RECORD: "Alleen vastleggen",
    Wish.ADVICE: "Advies",
    Wish.ACTION: "Dat er iets gebeurt",
}
KINDS: Mapping[Kind, str] = {
    Kind.INCIDENT: "Er is iets gebeurd",
    Kind.TALK: "Iemand wil praten",
    Kind.FEELING: "Iemand voelt zich niet veilig, er is niets gebeurd",
}
ORIGINS: Mapping[Origin, str] = {
    Origin.PHONE: "Per telefoon",
    Origin.TALK: "In een gesprek",
    Origin.MAIL: "Per mail of brief",
}
CHANNELS: Mapping[str, str] = {channel.value: channel.label.capitalize() for channel in Channel}
