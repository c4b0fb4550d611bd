"""Whichever way a mail goes, what time heals is told apart from what it does not."""

import smtplib
import socket
import ssl

import pytest

from integrations.errors import (
    Changed,
    NotConfigured,
    Permanent,
    RateLimited,
    Temporary,
)
from integrations.mail import MailPermanent, MailTemporary, is_temporary

TEMPORARY = [
    MailTemporary("timeout"),
    Temporary("gmail", "timeout"),
    RateLimited("gmail", 5),
    NotConfigured("gmail"),
    smtplib.SMTPServerDisconnected("gone"),
    smtplib.SMTPConnectError(554, b"not now"),
    smtplib.SMTPResponseException(421, b"busy"),
    smtplib.SMTPDataError(452, b"full"),
    smtplib.SMTPSenderRefused(451, b"later", "a@example.org"),
    smtplib.SMTPAuthenticationError(454, b"later"),
    smtplib.SMTPRecipientsRefused({"a@example.org": (450, b"greylisted")}),
    TimeoutError(),
    ConnectionRefusedError(),
    socket.gaierror(-3, "no name now"),
    ssl.SSLError(1, "handshake"),
]
PERMANENT = [
    MailPermanent("status 400"),
    Permanent("gmail", 400),
    Changed("gmail", "sent"),
    smtplib.SMTPResponseException(550, b"no such user"),
    smtplib.SMTPDataError(554, b"spam"),
    smtplib.SMTPSenderRefused(553, b"not you", "a@example.org"),
    smtplib.SMTPAuthenticationError(535, b"bad password"),
    smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"unknown")}),
    smtplib.SMTPNotSupportedError("no UTF-8"),
    ValueError("a header"),
]


@pytest.mark.parametrize("error", TEMPORARY, ids=repr)
def test_time_heals(error):
    assert is_temporary(error) is True


@pytest.mark.parametrize("error", PERMANENT, ids=repr)
def test_time_does_not_heal(error):
    assert is_temporary(error) is False
