"""An installation begins with one command, and whoever gives it can read nothing."""

import re

import pytest
from django.test import Client

from rugdekking.config.command import main
from rugdekking.organisations.queries import desk_at, members, roles_of
from rugdekking.organisations.roles import Role

pytestmark = pytest.mark.django_db
ASKED = ["found", "waterlaar", "Gemeente Waterlaar", "gemeente", "Ada Mulder", "ada@waterlaar.example"]


def test_the_first_administrator_comes_in_by_the_printed_link(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(ASKED) == 0
    found = re.search(r"/account/uitnodiging/\S+", capsys.readouterr().out)
    assert found is not None

    Client().post(found.group(), {"password": "zeven-blauwe-fietsen", "again": "zeven-blauwe-fietsen"})

    desk = desk_at("waterlaar")
    assert desk is not None
    assert [roles_of(one) for one in members(desk.organisation_id)] == [{Role.ADMINISTRATOR}]


def test_an_address_that_is_taken_is_refused_and_nothing_is_begun(capsys: pytest.CaptureFixture[str]) -> None:
    main(ASKED)

    assert main(ASKED) == 1
    assert "al een organisatie met dit adres" in capsys.readouterr().out


def test_an_unknown_kind_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ASKED[:3], "koninkrijk", *ASKED[4:]]) == 1
    assert "waterschap" in capsys.readouterr().out
    assert desk_at("waterlaar") is None
