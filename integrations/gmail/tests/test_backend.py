"""Mail by Django's own means, sent through a server with every fault of Gmail's."""

import logging
from base64 import urlsafe_b64decode
from dataclasses import replace
from email import message_from_bytes, policy

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection

from integrations.errors import NotConfigured
from integrations.gmail import client
from integrations.gmail.backend import GmailBackend
from integrations.mail import MailError, MailPermanent, MailTemporary, is_temporary
from integrations.tests.outside import server as faults

pytestmark = pytest.mark.slow

SEND = "/gmail/gmail/v1/users/me/messages/send"
TOKEN = "/gmail/token"
SECRETS = ("client-s3cret", "refresh-s3cret", "ya29.first", "ya29.second")


@pytest.fixture
def gmail(outside_server, settings, fake_clock):
    settings.GMAIL_CLIENT_ID = "muster.apps.googleusercontent.com"
    settings.GMAIL_CLIENT_SECRET, settings.GMAIL_REFRESH_TOKEN = SECRETS[:2]
    settings.GMAIL_SERVICE_ACCOUNT = ""
    client._tokens.clear()
    outside_server.script(TOKEN, token("ya29.first"), token("ya29.second"))
    outside_server.script(SEND, sent())
    return GmailBackend(clock=fake_clock)


def token(value, lifetime=3599):
    told = {"access_token": value, "expires_in": lifetime, "token_type": "Bearer"}
    return faults.answer(told)


def sent():
    told = {"id": "18f0invented", "threadId": "18f0invented", "labelIds": ["SENT"]}
    return faults.answer(told)


def refusal(status, reason, message="Invented.", **headers):
    cause = {"domain": "usageLimits", "reason": reason, "message": message}
    error = {"code": status, "message": message, "errors": [cause]}
    return faults.answer({"error": error}, status, **headers)


def mail(**values):
    given = {
        "subject": "Deine Probe am Dienstag – 20 Uhr",
        "body": "See you there.\nBring food.",
        "from_email": "Muster <muster@muster.example>",
        "to": ["Alice <alice@example.org>"],
    }
    return EmailMultiAlternatives(**given | values)


def received(server, number=0):
    asked = [each for each in server.asked if each.path == SEND][number]
    raw = urlsafe_b64decode(asked.json()["raw"])
    return message_from_bytes(raw, policy=policy.default)


def test_a_mail_arrives_whole(gmail, outside_server):
    message = mail(cc=["bob@example.org"], reply_to=["desk@muster.example"])
    message.attach_alternative("<p>See you there.</p>", "text/html")

    assert gmail.send_messages([message]) == 1

    got = received(outside_server)
    assert got["Subject"] == "Deine Probe am Dienstag – 20 Uhr"
    assert (got["To"], got["Cc"]) == ("Alice <alice@example.org>", "bob@example.org")
    assert got["Reply-To"] == "desk@muster.example"
    assert "Bring food." in got.get_body("plain").get_content()
    assert got.get_body("html").get_content().strip() == "<p>See you there.</p>"
    assert outside_server.asked[-1].headers["authorization"] == "Bearer ya29.first"


def test_those_in_bcc_get_it_and_stand_nowhere_else(gmail, outside_server):
    message = mail(bcc=["charlie@example.org", "dana@example.org"])

    gmail.send_messages([message])

    got = received(outside_server)
    assert got["Bcc"] == "charlie@example.org, dana@example.org"
    del got["Bcc"]  # as Gmail does before it sends
    assert "charlie" not in got.as_string()
    assert "charlie" not in message.message().as_string()


def test_a_mail_to_nobody_but_bcc_names_nobody_else(gmail, outside_server):
    gmail.send_messages([mail(to=[], bcc=["charlie@example.org"])])

    got = received(outside_server)
    assert (got["To"], got["Bcc"]) == (None, "charlie@example.org")


@pytest.mark.parametrize("name", ["To", "cc", "BCC"])
def test_a_header_may_not_name_more_people(gmail, outside_server, name):
    with pytest.raises(MailPermanent):
        gmail.send_messages([mail(headers={name: "eve@example.org"})])

    assert outside_server.count() == 0


def test_a_line_break_in_a_header_is_refused(gmail, outside_server):
    with pytest.raises(MailPermanent):
        gmail.send_messages([mail(subject="Hi\nBcc: eve@example.org")])

    assert outside_server.count() == 0


def test_a_mail_without_recipients_is_left_out(gmail, outside_server):
    assert gmail.send_messages([mail(to=[])]) == 0
    assert outside_server.count() == 0


def test_one_token_serves_until_its_end(gmail, outside_server, fake_clock):
    gmail.send_messages([mail(), mail()])
    assert (outside_server.count(TOKEN), outside_server.count(SEND)) == (1, 2)

    fake_clock.sleep(3600)
    gmail.send_messages([mail()])
    assert (outside_server.count(TOKEN), outside_server.count(SEND)) == (2, 3)


def test_the_token_is_asked_for_with_the_refresh_token(gmail, outside_server):
    gmail.send_messages([mail()])

    asked = outside_server.asked[0]
    assert asked.body.decode().split("&") == [
        "grant_type=refresh_token",
        "client_id=muster.apps.googleusercontent.com",
        "client_secret=client-s3cret",
        "refresh_token=refresh-s3cret",
    ]


def test_a_token_that_is_refused_is_renewed_once(gmail, outside_server):
    outside_server.script(SEND, refusal(401, "authError"), sent())

    assert gmail.send_messages([mail()]) == 1

    assert (outside_server.count(TOKEN), outside_server.count(SEND)) == (2, 2)
    assert outside_server.asked[-1].headers["authorization"] == "Bearer ya29.second"


def test_a_new_token_that_is_refused_too_needs_a_person(gmail, outside_server):
    outside_server.script(SEND, refusal(401, "authError"))

    with pytest.raises(MailPermanent):
        gmail.send_messages([mail()])

    assert (outside_server.count(TOKEN), outside_server.count(SEND)) == (2, 2)


# Reply, kind, whether Gmail may have it, requests to send.
FAULTS = {
    "400": (refusal(400, "badRequest"), MailPermanent, None),
    "403": (refusal(403, "insufficientPermissions"), MailPermanent, None),
    "403 odd": (faults.failing(403), MailPermanent, None),
    "404": (faults.not_found(), MailPermanent, None),
    "redirect": (faults.redirect("https://evil.example/"), MailPermanent, None),
    "no JSON": (faults.page("<html>"), MailPermanent, None),
    "other JSON": (faults.answer([]), MailPermanent, None),
    "rate": (refusal(403, "rateLimitExceeded"), MailTemporary, False),
    "user rate": (refusal(403, "userRateLimitExceeded"), MailTemporary, False),
    "daily": (refusal(403, "dailyLimitExceeded"), MailTemporary, False),
    "429": (refusal(429, "rateLimitExceeded"), MailTemporary, False),
    "429 odd": (faults.too_many(90), MailTemporary, False),
    "500": (refusal(500, "backendError"), MailTemporary, True),
    "503": (faults.unavailable(), MailTemporary, True),
    "cut off": (faults.cut_off(), MailTemporary, True),
    "garbage": (faults.garbage(), MailTemporary, True),
    "hung up": (faults.hang_up(), MailTemporary, True),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_temporary_or_permanent_and_asked_once(gmail, outside_server, fault):
    reply, kind, reached = FAULTS[fault]
    outside_server.script(SEND, reply)

    with pytest.raises(kind) as caught:
        gmail.send_messages([mail()])

    assert getattr(caught.value, "reached", None) is reached
    assert is_temporary(caught.value) is (kind is MailTemporary)
    assert outside_server.count(SEND) == 1


def test_a_slow_answer_may_have_been_sent(gmail, outside_server, monkeypatch):
    quick = replace(client.SERVICE, read_timeout=1.0)
    monkeypatch.setattr(client, "SERVICE", quick)
    outside_server.script(SEND, faults.silent())

    with pytest.raises(MailTemporary) as caught:
        GmailBackend().send_messages([mail()])

    assert (caught.value.reason, caught.value.reached) == ("timeout", True)
    assert outside_server.count(SEND) == 1


def test_the_day_s_limit_lasts_until_google_s_midnight(
    gmail, outside_server, fake_clock
):
    # 15 January 2027, 08:00 UTC: midnight in Los Angeles.
    fake_clock.time = 1_800_000_000.0 + 3600
    outside_server.script(SEND, refusal(403, "dailyLimitExceeded"), sent())

    with pytest.raises(MailTemporary) as caught:
        gmail.send_messages([mail()])
    with pytest.raises(MailTemporary):
        gmail.send_messages([mail()])

    assert caught.value.retry_after == 23 * 3600
    assert outside_server.count(SEND) == 1


def test_the_time_that_gmail_names_is_kept(gmail, outside_server):
    message = "User-rate limit exceeded.  Retry after 2027-01-15T08:30:00.000Z"
    outside_server.script(SEND, refusal(429, "rateLimitExceeded", message))

    with pytest.raises(MailTemporary) as caught:
        gmail.send_messages([mail()])

    assert caught.value.retry_after == 1800


@pytest.mark.parametrize("reason", ["invalid_grant", "invalid_client"])
def test_a_grant_that_is_refused_needs_a_person(gmail, outside_server, reason):
    said = {"error": reason, "error_description": "Token has been expired or revoked."}
    outside_server.script(TOKEN, faults.answer(said, 400))

    with pytest.raises(MailPermanent) as caught:
        gmail.send_messages([mail()])

    assert caught.value.reason == f"token: {reason}"
    assert (outside_server.count(TOKEN), outside_server.count(SEND)) == (1, 0)


def test_a_token_that_cannot_be_had_now_is_temporary(gmail, outside_server):
    outside_server.script(TOKEN, faults.unavailable())

    with pytest.raises(MailTemporary):
        gmail.send_messages([mail()])

    assert (outside_server.count(TOKEN), outside_server.count(SEND)) == (3, 0)


def test_nothing_is_raised_where_that_is_asked_for(gmail, outside_server):
    gmail.fail_silently = True
    outside_server.script(SEND, faults.failing(400), sent())

    assert gmail.send_messages([mail(), mail()]) == 1


def test_without_credentials_it_is_off_and_says_so_once(gmail, settings, caplog):
    settings.OUTSIDE, settings.GMAIL_REFRESH_TOKEN = "live", ""

    for _ in range(2):
        with pytest.raises(NotConfigured) as caught:
            gmail.send_messages([mail()])

    assert caught.value.why == "GMAIL_REFRESH_TOKEN missing"
    assert caplog.text.count("outside service is off") == 1
    assert is_temporary(caught.value)


def test_the_sandbox_needs_no_credentials(gmail, outside_server, settings):
    settings.GMAIL_REFRESH_TOKEN = ""

    assert gmail.send_messages([mail()]) == 1
    assert b"refresh_token=sandbox" in outside_server.asked[0].body


def test_nothing_is_sent_while_the_outside_is_off(gmail, outside_server, settings):
    settings.OUTSIDE = "off"

    with pytest.raises(NotConfigured):
        gmail.send_messages([mail()])

    assert outside_server.count() == 0


def test_django_sends_through_it(gmail, outside_server):
    way = get_connection("integrations.gmail.backend.GmailBackend")

    assert EmailMessage(
        "s", "b", "a@example.org", ["b@example.org"], connection=way
    ).send()
    assert outside_server.count(SEND) == 1


@pytest.mark.parametrize("fault", [*FAULTS, "well"])
def test_no_secret_and_no_address_is_in_a_log_or_an_error(
    gmail, outside_server, caplog, fault
):
    caplog.set_level(logging.INFO)
    reply, _, _ = FAULTS.get(fault, (sent(), None, None))
    outside_server.script(SEND, reply)

    said = ""
    try:
        gmail.send_messages([mail(bcc=["charlie@example.org"])])
    except MailError as error:
        said = f"{error!r} {error.__cause__!r} {error.__dict__}"

    assert "outside call" in caplog.text
    everything = caplog.text + said + repr(client._tokens.keys())
    for secret in (*SECRETS, "alice@example.org", "charlie@example.org"):
        assert secret not in everything
