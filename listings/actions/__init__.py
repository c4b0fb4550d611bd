from listings.actions.begin import draft_listing
from listings.actions.crew import (
    tell_who_joined,
    tell_who_leads,
    tell_who_was_removed,
)
from listings.actions.day_views import keep_views
from listings.actions.index_players import mend_players, reindex_player
from listings.actions.moderation import appoint_moderator, hide, restore
from listings.actions.seats import fill_slot, vacate_seat, vacate_seats_of
from listings.actions.states import (
    close,
    close_all_of,
    lacking,
    pause,
    publish,
    renew,
)
from listings.actions.time import expire_overdue, reproject, sweep, warn_expiring
from listings.actions.write import (
    reindex_due,
    save_listing,
    touch_cards_of,
)

__all__ = [
    "appoint_moderator",
    "close",
    "close_all_of",
    "draft_listing",
    "expire_overdue",
    "fill_slot",
    "hide",
    "keep_views",
    "lacking",
    "mend_players",
    "pause",
    "publish",
    "reindex_due",
    "reindex_player",
    "renew",
    "reproject",
    "restore",
    "save_listing",
    "sweep",
    "tell_who_joined",
    "tell_who_leads",
    "tell_who_was_removed",
    "touch_cards_of",
    "vacate_seat",
    "vacate_seats_of",
    "warn_expiring",
]
