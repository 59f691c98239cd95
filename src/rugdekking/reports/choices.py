"""What a report may say in clear, and what people choose from around it."""

from django.db import models


class Kind(models.TextChoices):
    TALK = "talk", "wil iemand spreken"
    INCIDENT = "incident", "er is iets gebeurd"
    FEELING = "feeling", "voelt zich niet veilig"


class Origin(models.TextChoices):
    """How a report came in. All but the form were typed by somebody of the desk."""

    FORM = "form", "via het formulier"
    PHONE = "phone", "per telefoon"
    TALK = "talk", "in een gesprek"
    MAIL = "mail", "per mail of brief"


class Channel(models.TextChoices):
    """Where it happened; the same codes as content/nl/texts/channels.yaml."""

    COUNTER = "counter", "aan de balie"
    MEETING = "meeting", "bij een vergadering of bijeenkomst"
    OUTDOORS = "outdoors", "op straat of bij een werkbezoek"
    HOME = "home", "bij de woning"
    PHONE = "phone", "aan de telefoon"
    EMAIL = "email", "per e-mail"
    LETTER = "letter", "per brief of pakket"
    SOCIAL_MEDIA = "social_media", "op sociale media"
    DIRECT_MESSAGE = "direct_message", "in een privébericht of app"
    OTHER = "other", "op een andere manier"


class BehaviourClass(models.TextChoices):
    """The coarse class that a queue shows in clear; what exactly happened is sealed."""

    WORDS = "words", "woorden"
    THREAT = "threat", "dreiging"
    DEEDS = "deeds", "daden"


class PersonClass(models.TextChoices):
    """The coarse class of the reporter's role that a queue shows in clear; the office is sealed."""

    OFFICE_HOLDER = "office_holder", "ambtsdrager"
    CIVIL_SERVANT = "civil_servant", "medewerker"
    OTHER = "other", "iemand anders"


class Part(models.TextChoices):
    """In which part somebody holds an access code to a report."""

    REPORTER = "reporter", "melder"
    CONCERNED = "concerned", "betrokkene"


class Writer(models.TextChoices):
    REPORTER = "reporter", "melder"
    CONCERNED = "concerned", "betrokkene"
    DESK = "desk", "steunpunt"


class Confirmed(models.TextChoices):
    BY_CODE = "code", "met de eigen code"
    BY_WORD = "word", "mondeling, met een tweede persoon erbij"


class Step(models.TextChoices):
    """A step that needs somebody's consent, each time anew."""

    POLICE = "police", "de politie inlichten"
    COMPLAINT = "complaint", "aangifte doen"
    MANAGER = "manager", "uw leidinggevende of bestuurder inlichten"
    PRESS = "press", "iets zeggen tegen de pers"
    SUPPORT_TEAM = "support_team", "het Ondersteuningsteam inschakelen"
    COLLEAGUE = "colleague", "een collega een taak geven"
    CARER = "carer", "een vertrouwenspersoon inschakelen"
    PERPETRATOR = "perpetrator", "met de ander spreken"
    PLATFORM = "platform", "een platform vragen iets weg te halen"
    OTHER = "other", "iets anders"


class Answer(models.TextChoices):
    ASKED = "asked", "gevraagd"
    GIVEN = "given", "gegeven"
    REFUSED = "refused", "niet gegeven"
    WITHDRAWN = "withdrawn", "ingetrokken"


class Score(models.TextChoices):
    GOOD = "good", "goed"
    MIXED = "mixed", "deels"
    BAD = "bad", "niet goed"
