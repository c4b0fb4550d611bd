"""Production starts with all of its secrets, or says which are missing."""

import json
import os
import subprocess
import sys

import pytest
from csp.constants import NONCE, SELF
from django.conf import settings

pytestmark = pytest.mark.slow

SECRETS = {
    "SECRET_KEY": "worth-nothing-0123456789-" * 3,
    "ALLOWED_HOSTS": "muster.example",
    "DATABASE_URL": "postgres://muster@db.example/muster?sslmode=require",
    "REDIS_URL": "redis://redis.example/0",
}
TELL = """
import json
from django.conf import settings
names = %r
print(json.dumps({name: getattr(settings, name, None) for name in names}, default=str))
"""


def start(names=(), **environment):
    clean = {k: v for k, v in os.environ.items() if k not in SECRETS}
    clean["DJANGO_SETTINGS_MODULE"] = "config.settings.production"
    return subprocess.run(
        [sys.executable, "-c", TELL % list(names)],
        cwd=settings.BASE_DIR,
        env=clean | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def value(name, **environment):
    return json.loads(start([name], **SECRETS, **environment).stdout)[name]


@pytest.mark.parametrize("missing", SECRETS)
def test_production_names_the_secret_that_is_missing(missing):
    run = start(["DEBUG"], **{k: v for k, v in SECRETS.items() if k != missing})
    assert run.returncode != 0
    last = run.stderr.strip().splitlines()[-1]
    assert last.endswith(f"without: {missing}")


def test_production_names_all_that_is_missing():
    last = start(["DEBUG"]).stderr.strip().splitlines()[-1]
    assert all(name in last for name in SECRETS)


@pytest.mark.parametrize(
    ("name", "bad"), [("SECRET_KEY", "short"), ("ALLOWED_HOSTS", "*")]
)
def test_production_refuses_what_guards_nothing(name, bad):
    run = start(["DEBUG"], **SECRETS | {name: bad})
    assert run.returncode != 0
    assert name in run.stderr.strip().splitlines()[-1]


def test_production_is_locked_down():
    names = {
        "DEBUG": False,
        "DEMO": False,
        "SECURE_SSL_REDIRECT": True,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_PROXY_SSL_HEADER": None,
        "LIVE_PORT": None,
        "ALLOWED_HOSTS": ["muster.example"],
    }
    run = start(names, **SECRETS)
    assert json.loads(run.stdout) == names


def test_hsts_lasts_a_year():
    assert value("SECURE_HSTS_SECONDS") == 365 * 24 * 3600


@pytest.mark.parametrize(
    "name", ["SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD"]
)
def test_hsts_binds_other_names_only_when_told_so(name):
    assert [value(name), value(name, **{name: "1"})] == [False, True]


@pytest.mark.django_db
def test_a_load_balancer_may_ask_without_tls_for_health_alone(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_REDIRECT_EXEMPT = value("SECURE_REDIRECT_EXEMPT")

    paths = ["/health/live", "/api/v1/health", "/api/v1/healthy", "/robots.txt"]
    redirected = {path: client.get(path).status_code == 301 for path in paths}

    assert list(redirected.values()) == [False, False, True, True]


def test_headers_of_a_proxy_are_believed_only_when_told_so():
    assert value("SECURE_PROXY_SSL_HEADER", BEHIND_PROXY="1") == [
        "HTTP_X_FORWARDED_PROTO",
        "https",
    ]


def test_options_of_the_database_address_are_kept():
    options = value("DATABASES")["default"]["OPTIONS"]
    assert options["sslmode"] == "require"
    assert options["pool"]


def test_secret_may_lie_in_a_file(tmp_path):
    file = tmp_path / "key"
    file.write_text(SECRETS["SECRET_KEY"])
    rest = {k: v for k, v in SECRETS.items() if k != "SECRET_KEY"}
    run = start(["DEBUG"], **rest, SECRET_KEY_FILE=str(file))
    assert json.loads(run.stdout) == {"DEBUG": False}


def test_no_page_allows_inline_script_or_style():
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert policy["script-src"] == [SELF, NONCE]
    assert policy["style-src"] == [SELF]
    assert "unsafe" not in str(policy)
