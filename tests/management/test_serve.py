"""Starting the site: a port that cannot be had is said before anything runs."""

import socket

import pytest
from django.core.management import CommandError, call_command


def test_a_port_in_use_is_named_with_a_way_out():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(CommandError, match=f"端口 {port} 已有程序在用"):
            call_command("serve", port=port)


def test_a_port_that_is_none_is_refused():
    with pytest.raises(CommandError, match="端口 99999 不对"):
        call_command("serve", port=99999)
