"""Addresses below /settings/."""

from django.urls import path

from accounts.views import zone

app_name = "accounts"
urlpatterns = [
    path("zone/", zone.set_zone, name="zone"),
]
