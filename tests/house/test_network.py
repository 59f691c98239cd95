import socket

import pytest
from pytest_socket import SocketConnectBlockedError


def test_no_test_reaches_outside_this_machine() -> None:
    blocked = pytest.raises(SocketConnectBlockedError)
    with socket.socket() as outside, pytest.warns(UserWarning, match="192.0.2.1"), blocked:
        outside.connect(("192.0.2.1", 80))


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as inside:
        inside.connect(server.getsockname())
