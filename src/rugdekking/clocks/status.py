"""What a clock can be: of what kind, about what, how it ended, and why it was moved."""

from django.db import models


class ClockKind(models.TextChoices):
    """The kinds of `content/nl/terms`, which tell how long each runs and who is warned."""

    ACKNOWLEDGE = "acknowledge", "ontvangst bevestigen"
    ALARM = "alarm", "iemand is nu niet veilig"
    CONTACT = "contact", "persoonlijk contact"
    CONFIRMATION = "confirmation", "bevestiging door de betrokkene"
    PLAN = "plan", "plan klaar"
    REACTION = "reaction", "reactie aan de veroorzaker"
    DECISION = "decision", "besluit over een voorstel"
    HEARING = "hearing", "de andere kant horen"
    TASK = "task", "taak"
    PROMISE = "promise", "toezegging aan de melder"
    ANSWER = "answer", "antwoord op een bericht"
    REPORTER = "reporter", "antwoord van de melder"
    REFERRAL = "referral", "terugbellen na verwijzing"
    SUPPORT_FIRST = "support_first", "eerste opvanggesprek"
    SUPPORT_SECOND = "support_second", "tweede opvanggesprek"
    SUPPORT_THIRD = "support_third", "derde opvanggesprek"
    SUPPORT_LAST = "support_last", "laatste gesprek"
    COMPLAINT_TERM = "complaint_term", "klachttermijn"
    COMPLAINT_BACK = "complaint_back", "klacht intrekken"
    ARTICLE_12 = "article_12", "beklag bij het gerechtshof"
    REVIEW = "review", "maatregel opnieuw bekijken"
    MEASURE_END = "measure_end", "einde van een maatregel"
    OBJECTION = "objection", "bezwaartermijn"
    OBJECTED = "objected", "antwoord op een bezwaar"
    GRIEVANCE = "grievance", "klacht over de organisatie"
    POLICE_ANSWER = "police_answer", "antwoord van politie of OM"
    PLATFORM = "platform", "antwoord van een platform"
    SECURITY = "security", "volgende stap voor een veilige woning"
    SUBVERSION = "subversion", "volgende stap bij ondermijning"
    PREPARATION = "preparation", "taak uit het jaarplan"
    INFORM = "inform", "veroorzaker inlichten"
    DESTRUCTION = "destruction", "vernietigen"


class SubjectKind(models.TextChoices):
    REPORT = "report", "melding"
    CASE = "case", "zaak"
    TASK = "task", "taak"
    MEASURE = "measure", "maatregel"
    TRACK = "track", "nazorg"
    MOMENT = "moment", "gesprek"
    PERPETRATOR = "perp", "veroorzaker"
    REFERRAL = "referral", "verwijzing"
    DOSSIER = "dossier", "politiedossier"
    PREPARATION = "prepare", "voorbereiding"


# What is no secret to anybody of the organisation, and lies under no key.
OPEN_TO_ALL = frozenset({SubjectKind.PREPARATION})


class Outcome(models.TextChoices):
    """Running until it is ended: kept in time, missed (done too late or not), or stopped (no longer needed)."""

    RUNNING = "running", "loopt"
    KEPT = "kept", "nagekomen"
    MISSED = "missed", "te laat"
    STOPPED = "stopped", "gestopt"


class MoveReason(models.TextChoices):
    """Why a due moment changed. There is no "no time": such a clock is missed, and that shows."""

    ASKED = "asked", "op verzoek van de betrokkene"
    AGREED = "agreed", "samen met de betrokkene afgesproken"
    OTHER_START = "other_start", "het begin bleek een andere dag"
    DECIDED = "decided", "door een nieuw besluit"
    REOPENED = "reopened", "de zaak is opnieuw geopend"
