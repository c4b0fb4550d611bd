"""What tasks do outside for somebody who waits: its states, and what may go wrong.

An errand is a row that says what is wanted. A task does it, a sweep finds what a task
missed, and the page that shows the row says how far it is.
"""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class ErrandState(models.TextChoices):
    ISSUED = "issued", _("waits for you")  # codes only: put into a profile first
    QUEUED = "queued", _("waits for its turn")
    LOOKING = "looking", _("is being looked up")
    RETRYING = "retrying", _("is tried again by itself")
    DONE = "done", _("done")
    ENDED = "ended", _("ended without success")


E = ErrandState
AT_WORK = (E.QUEUED, E.LOOKING, E.RETRYING)
OPEN = (E.ISSUED, *AT_WORK)

SOON = timedelta(seconds=60)  # a task should have begun by then
LEASE = timedelta(minutes=5)  # a task should have ended by then, its limit included
CHECK_AGAIN = timedelta(seconds=60)  # cool-down of the button that looks for a code
REFRESH_AGAIN = timedelta(minutes=15)  # cool-down of a refresh by hand
LOGS_PATIENCE = timedelta(minutes=10)  # a page waits so long for a first look at logs
KEEP_TRYING = timedelta(days=1)
CODE_LASTS = timedelta(days=7)
KEPT = timedelta(days=1)  # a finished search or visit to XIVAuth
GRANT_LASTS = timedelta(minutes=10)  # a code of XIVAuth
MAX_CHARACTERS = 40


class Trouble(models.TextChoices):
    """Why there is no answer, or not the hoped-for one. Each is a sentence for the
    person who waits."""

    MISSING = (
        "missing",
        _(
            "The code is not in the profile text yet. The Lodestone can take a few minutes "
            "to show what you saved."
        ),
    )
    PRIVATE = (
        "private",
        _(
            "The profile is private, so Muster cannot read its text. Make it public for "
            "the check; afterwards you can hide it again."
        ),
    )
    HIDDEN = (
        "hidden",
        _(
            "The Lodestone shows this character's page to nobody who is not logged in "
            "there. Make the page public for the check; afterwards you can hide it again."
        ),
    )
    GONE = "gone", _("The Lodestone has no character under this address.")
    MAINTENANCE = "maintenance", _("The Lodestone is closed for maintenance.")
    BLOCKED = "blocked", _("The Lodestone does not talk to Muster just now.")
    LIMITED = "limited", _("The Lodestone asks Muster to slow down.")
    CHANGED = (
        "changed",
        _(
            "The Lodestone looks different from what Muster knows. We have to mend that; "
            "nothing of yours is lost."
        ),
    )
    AWAY = "away", _("The Lodestone does not answer just now.")
    OFF = "off", _("Muster does not ask the Lodestone just now.")
    TOO_COMMON = (
        "too-common",
        _(
            "Too many players with that name: paste the address of the character's "
            "Lodestone page instead."
        ),
    )
    # Of XIVAuth.
    REFUSED = (
        "refused",
        _(
            "XIVAuth no longer takes this permission: each is good for one use and a few "
            "minutes."
        ),
    )
    TOO_MANY = "too-many", _("You have as many characters as Muster keeps.")
    NOT_ALLOWED = "not-allowed", _("XIVAuth was not allowed to show your characters.")
    XIVAUTH_AWAY = "xivauth-away", _("XIVAuth does not answer just now.")
    OLDER = (
        "older",
        _(
            "XIVAuth saw this character before somebody else showed here that it is "
            "theirs. Verify it by a code, which is newer proof."
        ),
    )


def trouble_text(word: str) -> str:
    return str(Trouble(word).label) if word in Trouble.values else ""
