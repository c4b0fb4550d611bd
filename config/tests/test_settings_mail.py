"""One setting chooses by which way mail goes out."""

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured

from config.settings.mail import mail
from config.tests.test_settings import SECRETS, start, value


class Env(environ.Env):
    def __init__(self, **values):
        super().__init__()
        self.ENVIRON = values


@pytest.mark.parametrize(
    ("way", "backend"),
    [
        ("console", "django.core.mail.backends.console.EmailBackend"),
        ("smtp", "django.core.mail.backends.smtp.EmailBackend"),
        ("gmail", "integrations.gmail.backend.GmailBackend"),
    ],
)
def test_each_way_has_its_backend(way, backend):
    assert mail(Env(MAIL=way), default="console")["EMAIL_BACKEND"] == backend


def test_smtp_takes_its_server_from_the_environment():
    told = mail(
        Env(EMAIL_URL="smtp+tls://muster:pass@mail.example:587"), default="smtp"
    )

    assert (told["EMAIL_HOST"], told["EMAIL_PORT"]) == ("mail.example", 587)
    assert (told["EMAIL_HOST_USER"], told["EMAIL_USE_TLS"]) == ("muster", True)


def test_the_mailbox_of_a_shell_is_no_way():
    assert mail(Env(MAIL="/var/mail/root"), default="console")["MAIL"] == "console"


def test_any_other_way_is_refused():
    with pytest.raises(ImproperlyConfigured, match="console, smtp, gmail"):
        mail(Env(MAIL="pigeon"), default="console")


def test_production_sends_by_smtp_or_gmail():
    smtp = "django.core.mail.backends.smtp.EmailBackend"

    assert value("EMAIL_BACKEND") == smtp
    assert value("EMAIL_BACKEND", MAIL="gmail").startswith("integrations.gmail.")


def test_production_does_not_send_into_its_log():
    run = start(["MAIL"], **SECRETS, MAIL="console")

    assert run.returncode != 0
    assert "MAIL must be smtp or gmail" in run.stderr.strip().splitlines()[-1]


def test_a_key_file_is_named_by_its_setting(tmp_path):
    file = tmp_path / "key.json"
    file.write_text('{"client_email": "a@b.example"}')

    read = value("GMAIL_SERVICE_ACCOUNT", GMAIL_SERVICE_ACCOUNT_FILE=str(file))

    assert read == '{"client_email": "a@b.example"}'
