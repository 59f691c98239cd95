"""Whether every report in a database is whole, and opens with its code. Run as a program of its own.

python -m tests.attacks.whole CODE ...      which codes open nothing, and which reports are half, as JSON
"""

import json
import sys
from collections.abc import Iterator

import django


def main(words: list[str]) -> None:
    django.setup()
    sys.stdout.write(json.dumps({"lost": list(lost(words)), "half": list(half())}))


def lost(codes: list[str]) -> Iterator[str]:
    """The codes that do not open exactly one report with its text."""
    from rugdekking.reports import queries

    for code in codes:
        found = _under(code)
        if len(found) != 1 or not queries.open_story(found[0].report, found[0].ring).what:
            yield code


def half() -> Iterator[str]:
    """The reports that miss one of the rows that sending writes, and rows that belong to no report."""
    from rugdekking.audit.models import Entry
    from rugdekking.clocks.models import Clock
    from rugdekking.keys.models import HolderKind, Key, KeyKind, Wrap
    from rugdekking.reports.models import Body, CodeHolder, Report

    everything = set(Report.objects.values_list("pk", flat=True))
    keys = dict(Key.objects.filter(kind=KeyKind.REPORT).values_list("pk", "subject"))
    parts = {
        "body": set(Body.objects.values_list("report", flat=True)),
        "code": set(CodeHolder.objects.values_list("report", flat=True)),
        "key": set(keys.values()),
        "log": set(Entry.objects.filter(action="report.filed").values_list("subject", flat=True)),
        "clock": set(Clock.objects.filter(kind="contact").values_list("subject_id", flat=True)),
    }
    for kind in (HolderKind.KEY, HolderKind.REPORTER):
        wrapped = Wrap.objects.filter(key__in=keys, holder_kind=kind, wrapped__isnull=False)
        parts[f"wrap to {kind}"] = {keys[key] for key in wrapped.values_list("key", flat=True)}
    for name, present in parts.items():
        if present != everything:
            yield f"{name}: {len(everything - present)} missing, {len(present - everything)} without a report"


def _under(code: str) -> list:  # type: ignore[type-arg]
    from rugdekking.organisations.models import Organisation
    from rugdekking.reports.queries import reports_under
    from rugdekking.vault.codes import AccessCode

    return reports_under(Organisation.objects.get().pk, AccessCode.parse(code))


if __name__ == "__main__":
    main(sys.argv[1:])
