"""The servers that the tests and the demo start leave nothing behind."""

import signal
import smtplib
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from tests.servers import mail, postgres, programs

TWO_SLEEPERS = """
import signal, sys, time
from tooling import demo

signal.signal(signal.SIGTERM, demo._stop)
sleeper = [sys.executable, "-c", "import time; time.sleep(60)"]
with demo._children([sleeper, sleeper], {}) as children:
    print(*(child.pid for child in children), flush=True)
    time.sleep(60)
"""


def test_the_demo_ends_both_its_programs_when_it_is_ended() -> None:
    demo = subprocess.Popen(
        [sys.executable, "-c", TWO_SLEEPERS], cwd=programs.PROJECT, stdout=subprocess.PIPE, text=True
    )
    with demo:
        assert demo.stdout is not None
        children = demo.stdout.readline().split()

        demo.send_signal(signal.SIGTERM)

        assert demo.wait(timeout=60) == 0
    assert len(children) == 2
    assert not any(Path("/proc", child).exists() for child in children)


def test_postgres_answers_and_leaves_no_folder_behind() -> None:
    with postgres.running() as url:
        folder = Path(parse_qs(urlsplit(url).query)["host"][0])
        with psycopg.connect(url) as connection:
            version = connection.info.server_version

    assert version >= 150000
    assert not folder.exists()


def test_the_mail_server_keeps_what_arrives_and_can_refuse() -> None:
    letter = EmailMessage()
    letter["To"], letter["From"], letter["Subject"] = "anna@example.org", "desk@example.org", "Er wacht iets"

    with mail.running() as mailbox, smtplib.SMTP(mailbox.host, mailbox.port) as client:
        client.send_message(letter)
        mailbox.answer = mail.LATER
        with pytest.raises(smtplib.SMTPDataError):
            client.send_message(letter)

    assert [one["Subject"] for one in mailbox.arrived] == ["Er wacht iets"]
    assert mailbox.recipients == ["anna@example.org"]
