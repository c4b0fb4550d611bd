"""Addresses below /settings/."""

from django.urls import path

from accounts.views import (
    availability,
    blocks,
    character_search,
    characters,
    erasure,
    handle,
    privacy,
    profile,
    seeking,
    settings,
    verification,
    xivauth,
    zone,
)

app_name = "accounts"
urlpatterns = [
    path("", settings.first, name="settings"),
    path("profile/", profile.profile, name="profile"),
    path("handle/", handle.handle, name="handle"),
    path("seeking/", seeking.seeking, name="seeking"),
    path("availability/", availability.availability, name="availability"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("blocks/", blocks.block, name="block"),
    path("blocks/<id:pk>/end/", blocks.unblock, name="unblock"),
    path("erase/", erasure.erase, name="erase"),
    path("characters/", characters.mine, name="characters"),
    path("characters/add/", characters.add, name="character-add"),
    path("characters/search/", character_search.search, name="character-find"),
    path("characters/search/<id:pk>/", character_search.found, name="character-search"),
    path("characters/xivauth/", xivauth.start, name="xivauth"),
    path("characters/xivauth/callback/", xivauth.callback, name="xivauth-callback"),
    path("characters/xivauth/<id:pk>/", xivauth.visit, name="xivauth-visit"),
    path("characters/<id:pk>/", verification.read, name="character"),
    path("characters/<id:pk>/code/", verification.code, name="character-code"),
    path("characters/<id:pk>/check/", verification.check, name="character-check"),
    path("characters/<id:pk>/refresh/", characters.refresh, name="character-refresh"),
    path("characters/<id:pk>/main/", characters.make_main, name="character-main"),
    path("characters/<id:pk>/show/", characters.show, name="character-show"),
    path("characters/<id:pk>/hide/", characters.hide, name="character-hide"),
    path("characters/<id:pk>/remove/", characters.remove, name="character-remove"),
    path("zone/", zone.set_zone, name="zone"),
]
