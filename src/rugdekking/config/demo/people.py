"""Who works in the demo. Every name, number and address is made up."""

from dataclasses import dataclass

from rugdekking.organisations.models import Kind
from rugdekking.organisations.operations import Contacts
from rugdekking.organisations.roles import Role

PASSWORD = "demo-wachtwoord-2026"  # noqa: S105  (the demo's own, printed at every start)
PASSPHRASE = "rustig water stroomt verder"  # noqa: S105


@dataclass(frozen=True, slots=True)
class Colleague:
    """`key` names the person in the demo's stories; the mail address is made of it."""

    key: str
    name: str
    title: str
    roles: tuple[Role, ...]
    deputy: str = ""


@dataclass(frozen=True, slots=True)
class DemoOrganisation:
    slug: str
    name: str
    kind: Kind
    contacts: Contacts
    colours: tuple[str, str]
    colleagues: tuple[Colleague, ...]

    def email(self, colleague: Colleague) -> str:
        return f"{colleague.key}@{self.slug}.example"


NOORDMEER = DemoOrganisation(
    slug="noordmeer",
    name="Gemeente Noordmeer",
    kind=Kind.GEMEENTE,
    contacts=Contacts(
        name="Steunpunt Noordmeer",
        phone="0229 - 555 010",
        hours="maandag tot en met vrijdag, 8.30 tot 17.30 uur",
        address="Plein 1, 1700 AA Noordmeer",
        privacy_officer="fg@noordmeer.example",
        outside_hours="Buiten deze uren belt de piketdienst u terug. Spreek uw nummer in.",
        introduction=(
            "U spreekt Greet Hoekstra, griffier, of Cor Bakker, coördinator veiligheid. Zij luisteren eerst. "
            "U bepaalt wat er daarna gebeurt."
        ),
    ),
    colours=("", ""),
    colleagues=(
        Colleague("greet", "Greet Hoekstra", "griffier", (Role.CASE_MANAGER,), deputy="vera"),
        Colleague(
            "cor", "Cor Bakker", "coördinator veiligheid", (Role.COORDINATOR, Role.CASE_MANAGER), deputy="vera"
        ),
        Colleague("vera", "Vera Smit", "gemeentesecretaris", (Role.DEPUTY,)),
        Colleague("bas", "Bas van Dijk", "burgemeester", (Role.DECIDER,), deputy="lies"),
        Colleague("lies", "Lies de Wit", "locoburgemeester", (Role.DECIDER,)),
        Colleague("nora", "Nora Yilmaz", "vertrouwenspersoon", (Role.CARER,)),
        Colleague("tim", "Tim Visser", "bode", (Role.TASK_OWNER,)),
        Colleague("fleur", "Fleur Jansen", "communicatieadviseur", (Role.TASK_OWNER,)),
        Colleague("balie", "Bo Dijkstra", "gastvrouw", (Role.FRONT_DESK,)),
        Colleague("saskia", "Saskia Prins", "redacteur", (Role.EDITOR,)),
        Colleague("wim", "Wim Groen", "communicatieadviseur", (Role.EDITOR,)),
        Colleague("ada", "Ada Mulder", "functioneel beheerder", (Role.ADMINISTRATOR,)),
        Colleague("frits", "Frits Meijer", "functionaris gegevensbescherming", (Role.AUDITOR,)),
    ),
)

ZUIDERWOLD = DemoOrganisation(
    slug="zuiderwold",
    name="Provincie Zuiderwold",
    kind=Kind.PROVINCIE,
    contacts=Contacts(
        name="Steunpunt Statenleden Zuiderwold",
        phone="0512 - 555 020",
        hours="elke werkdag, 9.00 tot 17.00 uur, en op avonden dat de Staten vergaderen",
        address="Provinciehof 2, 8900 ZZ Zuiderwold",
        privacy_officer="fg@zuiderwold.example",
        outside_hours="Bij spoed: bel het landelijke Ondersteuningsteam.",
        introduction=(
            "U spreekt Sietske Postma, statengriffier, of Jelle Brouwer, adviseur veiligheid. "
            "Ook medewerkers van de provincie kunnen hier terecht."
        ),
    ),
    colours=("#5b2a6b", "#8a4b12"),
    colleagues=(
        Colleague("sietske", "Sietske Postma", "statengriffier", (Role.CASE_MANAGER,), deputy="hanna"),
        Colleague(
            "jelle", "Jelle Brouwer", "adviseur veiligheid", (Role.COORDINATOR, Role.CASE_MANAGER), deputy="hanna"
        ),
        Colleague("hanna", "Hanna Kok", "provinciesecretaris", (Role.DEPUTY,)),
        Colleague("arne", "Arne Terpstra", "commissaris van de Koning", (Role.DECIDER,), deputy="wim"),
        Colleague("wim", "Wim Dekker", "plaatsvervangend commissaris", (Role.DECIDER,)),
        Colleague("yara", "Yara Haddad", "collegiale opvang", (Role.CARER,)),
        Colleague("piet", "Piet Vos", "hoofd beveiliging", (Role.TASK_OWNER,)),
        Colleague("anke", "Anke Sipma", "redacteur", (Role.EDITOR,)),
        Colleague("mees", "Mees de Graaf", "functioneel beheerder", (Role.ADMINISTRATOR,)),
        Colleague("iris", "Iris van Leeuwen", "functionaris gegevensbescherming", (Role.AUDITOR,)),
    ),
)

VLIERLAND = DemoOrganisation(
    slug="vlierland",
    name="Waterschap Vlierland",
    kind=Kind.WATERSCHAP,
    contacts=Contacts(
        name="Steunpunt Vlierland",
        phone="0345 - 555 030",
        hours="elke werkdag, 9.00 tot 16.30 uur",
        address="Dijkhuis 3, 4190 ZZ Vlierland",
        privacy_officer="fg@vlierland.example",
        outside_hours="",
        introduction="U spreekt Marit Vos, adviseur van het bestuur. Zij luistert eerst.",
    ),
    colours=("#1f4e2c", "#7a4b00"),
    colleagues=(
        Colleague(
            "marit",
            "Marit Vos",
            "bestuursadviseur",
            (Role.COORDINATOR, Role.CASE_MANAGER, Role.DECIDER),
            deputy="joost",
        ),
        Colleague("joost", "Joost Kramer", "secretaris-directeur", (Role.DEPUTY,)),
    ),
)

ORGANISATIONS = (NOORDMEER, ZUIDERWOLD, VLIERLAND)
