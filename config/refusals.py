"""What somebody tried, as the title of the page that refuses it."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

_CHANGE_CHARACTER = _("You can't change this character")
_ADD_CHARACTER = _("You can't add a character")
_CHANGE_LISTING = _("You can't edit this listing")
_INVITE = _("You can't invite people to this static")
_CHANGE_STATIC = _("You can't change this static")
_ANSWER_INVITE = _("You can't answer this invitation")
_CHANGE_MEMBER = _("You can't change this member")

USUAL = _("You can't do this")
TITLES = {
    "listings:new": _("You can't post a listing"),
    "listings:edit": _CHANGE_LISTING,
    "listings:preview": _CHANGE_LISTING,
    "listings:publish": _("You can't publish this listing"),
    "listings:renew": _("You can't renew this listing"),
    "listings:pause": _("You can't pause this listing"),
    "listings:close": _("You can't close this listing"),
    "listings:team-new": _("You can't create a static"),
    "listings:team-edit": _CHANGE_STATIC,
    "listings:team-archive": _("You can't end this static"),
    "listings:team-invites": _INVITE,
    "listings:team-invite-revoke": _("You can't take back this invitation"),
    "listings:invite": _("You can't join this static"),
    "listings:invite-decline": _ANSWER_INVITE,
    "listings:team-members": _("You can't see this static's members"),
    "listings:team-member": _CHANGE_MEMBER,
    "listings:team-member-remove": _("You can't remove this member"),
    "listings:team-hand-over": _("You can't hand over this static"),
    "listings:team-leave": _("You can't leave this static"),
    "accounts:profile": _("You can't change your profile"),
    "accounts:handle": _("You can't change your handle"),
    "accounts:seeking": _("You can't change whether you're looking for a static"),
    "accounts:availability": _("You can't change your availability"),
    "accounts:privacy": _("You can't change your privacy settings"),
    "accounts:block": _("You can't block this player"),
    "accounts:unblock": _("You can't unblock this player"),
    "accounts:character-add": _ADD_CHARACTER,
    "accounts:character-find": _ADD_CHARACTER,
    "accounts:xivauth": _ADD_CHARACTER,
    "accounts:xivauth-callback": _ADD_CHARACTER,
    "accounts:character-code": _("You can't verify this character"),
    "accounts:character-check": _("You can't verify this character"),
    "accounts:character-refresh": _CHANGE_CHARACTER,
    "accounts:character-main": _CHANGE_CHARACTER,
    "accounts:character-show": _CHANGE_CHARACTER,
    "accounts:character-hide": _CHANGE_CHARACTER,
    "accounts:character-remove": _("You can't remove this character"),
    "doctor": _("You can't open the doctor's page"),
}


def title_of(match: Any) -> str:
    """`match` is what the address resolved to, if anything."""
    if match and match.app_name == "admin":
        return gettext("You can't do this in the admin")
    title = TITLES.get(match.view_name) if match else None
    return gettext(title or USUAL)
