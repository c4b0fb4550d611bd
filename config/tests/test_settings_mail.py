"""One setting chooses by which way mail goes out."""

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured

from config.settings.mail import OUTBOX, mail
from config.tests.test_settings import SECRETS, start, value

pytestmark = pytest.mark.slow


class Env(environ.Env):
    def __init__(self, **values):
        super().__init__()
        self.ENVIRON = values


@pytest.mark.parametrize(
    ("way", "backend"),
    [
        ("page", "django.core.mail.backends.dummy.EmailBackend"),
        ("console", "django.core.mail.backends.console.EmailBackend"),
        ("smtp", "django.core.mail.backends.smtp.EmailBackend"),
        ("gmail", "integrations.gmail.backend.GmailBackend"),
    ],
)
def test_each_way_has_its_backend(way, backend):
    told = mail(Env(MAIL=way), default="page")

    assert (told["MAIL_BACKEND"], told["EMAIL_BACKEND"]) == (backend, OUTBOX)


def test_smtp_takes_its_server_from_the_environment():
    told = mail(
        Env(EMAIL_URL="smtp+tls://muster:pass@mail.example:587"), default="smtp"
    )

    assert (told["EMAIL_HOST"], told["EMAIL_PORT"]) == ("mail.example", 587)
    assert (told["EMAIL_HOST_USER"], told["EMAIL_USE_TLS"]) == ("muster", True)


def test_the_mailbox_of_a_shell_is_no_way():
    assert mail(Env(MAIL="/var/mail/root"), default="console")["MAIL"] == "console"


def test_any_other_way_is_refused():
    with pytest.raises(ImproperlyConfigured, match="page, console, smtp, gmail"):
        mail(Env(MAIL="pigeon"), default="console")


def test_production_sends_by_smtp_or_gmail():
    smtp = "django.core.mail.backends.smtp.EmailBackend"

    assert value("MAIL_BACKEND") == smtp
    assert value("MAIL_BACKEND", MAIL="gmail").startswith("integrations.gmail.")
    assert value("EMAIL_BACKEND", MAIL="gmail") == OUTBOX


@pytest.mark.parametrize("way", ["console", "page"])
def test_production_does_not_send_into_its_log_or_nowhere(way):
    run = start(["MAIL"], **SECRETS, MAIL=way)

    assert run.returncode != 0
    assert "MAIL must be smtp or gmail" in run.stderr.strip().splitlines()[-1]


def test_a_key_file_is_named_by_its_setting(tmp_path):
    file = tmp_path / "key.json"
    file.write_text('{"client_email": "a@b.example"}')

    read = value("GMAIL_SERVICE_ACCOUNT", GMAIL_SERVICE_ACCOUNT_FILE=str(file))

    assert read == '{"client_email": "a@b.example"}'


def test_links_in_mails_lead_to_the_first_host_or_where_one_says():
    assert value("SITE_URL") == "https://muster.example"
    assert value("SITE_URL", SITE_URL="https://m.example/") == "https://m.example"
