from listings.models.day_views import DayViews
from listings.models.history import ListingEvent
from listings.models.listing import Listing
from listings.models.parts import Goal, Question
from listings.models.player_entry import PlayerEntry
from listings.models.roster import Seat, Slot

__all__ = [
    "DayViews",
    "Goal",
    "Listing",
    "ListingEvent",
    "PlayerEntry",
    "Question",
    "Seat",
    "Slot",
]
