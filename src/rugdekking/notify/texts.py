"""The words of every mail. Nothing of a report, a person or a case ever stands in one."""

from dataclasses import dataclass

from rugdekking.notify.models import Kind

_GO = (
    "Ga zelf naar het adres van het steunpunt dat u kent, en meld u aan. "
    "In deze mail staat met opzet geen link en geen inhoud."
)


@dataclass(frozen=True, slots=True)
class Text:
    subject: str
    body: str


TEXTS = {
    Kind.SOMETHING_WAITS: Text(
        "Er staat iets voor u klaar", f"Er staat iets voor u klaar bij het steunpunt.\n\n{_GO}"
    ),
    Kind.REMINDER: Text("Een termijn nadert", f"Een afgesproken termijn bij het steunpunt komt dichtbij.\n\n{_GO}"),
    Kind.ALARM: Text(
        "Iemand heeft u nu nodig",
        f"Er is iets dat niet kan wachten. Kijk nu bij het steunpunt.\n\n{_GO}\n\nBij direct gevaar: bel 112.",
    ),
    Kind.INVITATION: Text(
        "U bent uitgenodigd voor het steunpunt",
        "U bent uitgenodigd om mee te werken in het steunpunt van uw organisatie.\n"
        "Met deze link maakt u uw account. De link werkt een keer en blijft zeven dagen geldig.",
    ),
    Kind.PASSWORD_RESET: Text(
        "Een nieuw wachtwoord kiezen",
        "Iemand vroeg om een nieuw wachtwoord voor uw account bij het steunpunt.\n"
        "Was u dat? Kies het dan met deze link. De link werkt een keer en blijft een uur geldig.\n"
        "Was u dat niet? Dan hoeft u niets te doen.",
    ),
    Kind.ACCOUNT_CHANGED: Text(
        "Uw account is veranderd",
        "Uw wachtwoord of uw tweede stap bij het aanmelden is veranderd.\n\n"
        "Was u dat niet? Laat het dan meteen weten aan de beheerder van uw steunpunt.",
    ),
    Kind.LOG_HEAD: Text(
        "Eindstand van het logboek",
        "Bewaar deze regel. Met deze regel kunt u later nagaan of het logboek is veranderd.",
    ),
    Kind.REPORTER_WAITS: Text(
        "Er staat een bericht voor u klaar",
        "Er staat een bericht voor u klaar.\n\n"
        "Ga zelf naar het adres dat u kent en vul uw code in. "
        "In deze mail staat met opzet geen link en geen inhoud.",
    ),
}
