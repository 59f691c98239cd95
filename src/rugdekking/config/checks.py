"""What an auditor asks of an installation, and who makes a release of its content."""

from datetime import date
from pathlib import Path

from rugdekking.audit.operations import signing_key
from rugdekking.audit.verify import verify_log
from rugdekking.content.together import due


def audit(*, known_heads: frozenset[bytes]) -> int:
    """Check the whole audit log and say what is wrong with it; 1 when something is."""
    outcome = verify_log(signing_key().signing_public, known_heads=known_heads)
    for finding in outcome.findings:
        print(f"{finding.organisation} {finding.month}: {finding.what}")
    print(f"{outcome.linked} regels in de keten, {outcome.unlinked} nog niet, {len(outcome.findings)} fouten")
    return 1 if outcome.findings else 0


def content_due(folder: Path, *, until: date) -> int:
    """Say which shipped pages are to be looked at again on or before `until`; 1 when there are any.

    For whoever makes a release. No test does this: it would fail on a day on which nobody changed anything.
    """
    pages = due(folder, until=until)
    for page in pages:
        print(f"toolkit/{page.id}.yaml: nakijken voor {page.review_by:%d-%m-%Y}")
    print(f"{len(pages)} pagina's zijn op of voor {until:%d-%m-%Y} aan controle toe")
    return 1 if pages else 0
