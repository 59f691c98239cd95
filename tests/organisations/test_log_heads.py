"""The auditor keeps what the server could otherwise rewrite."""

from datetime import timedelta

import pytest

from rugdekking.audit.models import Segment
from rugdekking.audit.operations import link_new_entries, signing_key
from rugdekking.audit.verify import verify_log
from rugdekking.notify.models import Kind, Mail
from rugdekking.organisations.log_heads import send_log_heads
from rugdekking.organisations.roles import Role
from tests import make
from tests.make import MIDDAY

pytestmark = pytest.mark.django_db


def test_the_auditor_gets_the_head_once_a_week_whatever_happened() -> None:
    frits = make.member(make.desk(), Role.AUDITOR)
    link_new_entries(at=MIDDAY)

    sent = [send_log_heads(at=MIDDAY + timedelta(days=day)) for day in range(15)]

    assert [day for day, count in enumerate(sent) if count] == [0, 7, 14]
    assert Mail.objects.filter(kind=Kind.LOG_HEAD, address=frits.person.email).count() == 3


def test_the_mailed_head_proves_the_log_later() -> None:
    make.member(make.desk(), Role.AUDITOR)
    link_new_entries(at=MIDDAY)
    send_log_heads(at=MIDDAY)

    head = bytes.fromhex(Mail.objects.get(kind=Kind.LOG_HEAD).extra.split()[1])

    assert head == bytes(Segment.objects.get().head)
    assert verify_log(signing_key().signing_public, known_heads=frozenset({head})).findings == []


def test_a_neighbour_s_auditor_gets_nothing_of_this_log() -> None:
    make.member(make.desk(), Role.CASE_MANAGER)
    neighbour = make.member(make.desk(), Role.AUDITOR)
    link_new_entries(at=MIDDAY)

    send_log_heads(at=MIDDAY)

    assert list(Mail.objects.filter(kind=Kind.LOG_HEAD).values_list("address", flat=True)) == [neighbour.person.email]
