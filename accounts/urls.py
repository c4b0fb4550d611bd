"""Addresses below /settings/."""

from django.urls import path

from accounts.views import blocks, erasure, zone

app_name = "accounts"
urlpatterns = [
    path("blocks/", blocks.block, name="block"),
    path("blocks/<id:pk>/end/", blocks.unblock, name="unblock"),
    path("erase/", erasure.erase, name="erase"),
    path("zone/", zone.set_zone, name="zone"),
]
