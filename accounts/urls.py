"""Addresses below /settings/."""

from django.urls import path

from accounts.views import blocks, zone

app_name = "accounts"
urlpatterns = [
    path("blocks/", blocks.block, name="block"),
    path("blocks/<id:pk>/end/", blocks.unblock, name="unblock"),
    path("zone/", zone.set_zone, name="zone"),
]
