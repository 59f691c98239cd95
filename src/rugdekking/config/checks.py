"""What an auditor asks of an installation."""

from rugdekking.audit.operations import signing_key
from rugdekking.audit.verify import verify_log


def audit(*, known_heads: frozenset[bytes]) -> int:
    """Check the whole audit log and say what is wrong with it; 1 when something is."""
    outcome = verify_log(signing_key().signing_public, known_heads=known_heads)
    for finding in outcome.findings:
        print(f"{finding.organisation} {finding.month}: {finding.what}")
    print(f"{outcome.linked} regels in de keten, {outcome.unlinked} nog niet, {len(outcome.findings)} fouten")
    return 1 if outcome.findings else 0
