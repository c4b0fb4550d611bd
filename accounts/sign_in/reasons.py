"""Why somebody who wanted to go elsewhere is asked to log in first."""

from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

_STATIC = _("Log in to manage this static.")
_PROFILE = _("Log in to edit your profile.")
_CHARACTERS = _("Log in to manage your characters.")
_SECURITY = _("Log in to change how you log in.")
ANYTHING = _("Log in to see this page.")

# By the name of the address that one is sent back to.
REASONS: dict[str, Any] = {
    "listings:new": _("Log in to post a listing."),
    "listings:edit": _("Log in to edit this listing."),
    "listings:team-new": _("Log in to create a static."),
    "listings:team-edit": _STATIC,
    "listings:team-members": _STATIC,
    "listings:team-member": _STATIC,
    "listings:team-invites": _STATIC,
    "listings:invite": _("Log in to answer this invitation."),
    "listings:statistics": _("Log in to see the statistics."),
    "listings:read-slug": _("Log in to do that. You come back to this listing."),
    "listings:team": _("Log in to do that. You come back to this static."),
    "listings:player": _("Log in to do that. You come back to this player."),
    "accounts:settings": _("Log in to change your settings."),
    "accounts:profile": _PROFILE,
    "accounts:handle": _("Log in to change your handle."),
    "accounts:seeking": _("Log in to say that you're looking for a static."),
    "accounts:availability": _("Log in to set when you can raid."),
    "accounts:privacy": _("Log in to change who sees what of you."),
    "accounts:erase": _("Log in to erase your account."),
    "accounts:characters": _CHARACTERS,
    "accounts:character": _CHARACTERS,
    "accounts:character-search": _CHARACTERS,
    "accounts:character-show": _CHARACTERS,
    "accounts:character-remove": _CHARACTERS,
    "accounts:xivauth-callback": _CHARACTERS,
    "accounts:xivauth-visit": _CHARACTERS,
    "usersessions_list": _("Log in to see where you are logged in."),
    "admin:index": _("Log in with a staff account."),
}
_SIGN_IN = ("account_", "mfa_", "socialaccount_")  # how the names of its pages begin


def reason(back: str | None) -> Any:
    """A sentence for the address that log-in leads back to; none for the front page."""
    path = urlsplit(back or "/").path
    if path == "/":
        return ""
    try:
        name = resolve(path).view_name
    except Resolver404:
        return ANYTHING
    return REASONS.get(name, _SECURITY if name.startswith(_SIGN_IN) else ANYTHING)
