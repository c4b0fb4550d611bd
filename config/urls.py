"""Every address. Each app names its own; here they are put together."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, register_converter

from config.lib.ids import ShortIdConverter
from listings.views.browse import home

register_converter(ShortIdConverter, "id")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("", include("listings.urls")),
    path("accounts/", include("allauth.urls")),
    path("settings/", include("accounts.urls")),
    path("admin/", admin.site.urls),
]

if settings.DEBUG:
    from config.styleguide import urlpatterns as styleguide

    urlpatterns += styleguide
