"""Production. Refuses to start while a secret is missing, and says which."""

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *  # noqa: F403 -- settings build on settings
from config.settings.base import env
from config.settings.mail import NOT_SENDING, mail

REQUIRED = ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL")
missing = [n for n in REQUIRED if not (env.str(n, "") or env.str(f"{n}_FILE", ""))]
if missing:
    raise ImproperlyConfigured(
        "Muster does not start in production without: " + ", ".join(missing)
    )

SECRET_KEY = env("SECRET_KEY")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5:
    raise ImproperlyConfigured("SECRET_KEY must be 50 random characters or more")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts, not '*'")
SITE_URL = env("SITE_URL", default=f"https://{ALLOWED_HOSTS[0].lstrip('.')}").rstrip(
    "/"
)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

if env("OUTSIDE", default="live") not in {"live", "off"}:
    raise ImproperlyConfigured("OUTSIDE must be live or off: nothing plays here")

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
# A load balancer asks without TLS.
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^api/v1/health$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
# Both bind whatever else lives under the name, the second for months after it is taken
# back: whoever owns the domain says so. Hence no warning where they are off.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool(
    "SECURE_HSTS_INCLUDE_SUBDOMAINS", default=False
)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=False)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"

vars().update(sending := mail(env, default="smtp"))
if sending["MAIL"] in NOT_SENDING:
    raise ImproperlyConfigured("MAIL must be smtp or gmail: nothing else sends any")

# Only behind a proxy that sets these headers itself; else anybody could forge them.
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    USE_X_FORWARDED_HOST = True
