"""Every address. Each app names its own; here they are put together."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, register_converter

from config import crawlers, health
from config.doctor.views import page as doctor
from config.lib.ids import ShortIdConverter
from config.texts.views import urlpatterns as texts
from listings.views.browse import home

register_converter(ShortIdConverter, "id")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("", include("listings.urls")),
    path("accounts/", include("accounts.sign_in.urls")),
    path("settings/", include("accounts.urls")),
    path("admin/doctor/", doctor, name="doctor"),
    path("admin/", admin.site.urls),
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("api/v1/health", health.ready, name="api-health"),
    *texts,
    path("robots.txt", crawlers.robots, name="robots"),
    path("favicon.ico", crawlers.favicon, name="favicon"),
    path(crawlers.SECURITY_TXT[1:], crawlers.security, name="security-txt"),
]

if settings.DEMO:
    from config.styleguide import urlpatterns as styleguide

    urlpatterns += [*styleguide, path("mail/", include("messaging.urls"))]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.not_found"
handler429 = "config.errors.too_many_requests"  # asked for by allauth
handler500 = "config.errors.server_error"
