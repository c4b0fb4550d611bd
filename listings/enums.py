"""States and the table of allowed moves; choices; limits."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from integrations.enums import FIELD_RAID_SIZE


class Kind(models.TextChoices):
    PERMANENT = "permanent", _("Permanent member")
    SUBSTITUTE = "substitute", _("Substitute")


class State(models.TextChoices):
    PRIVATE = "private", _("Private")
    RECRUITING = "recruiting", _("Recruiting")
    FILLED = "filled", _("Filled")
    EXPIRED = "expired", _("Expired")
    CLOSED = "closed", _("Closed")


S = State
MOVES: dict[str, frozenset[str]] = {
    S.PRIVATE: frozenset({S.RECRUITING, S.CLOSED}),
    S.RECRUITING: frozenset({S.PRIVATE, S.FILLED, S.EXPIRED, S.CLOSED}),
    S.FILLED: frozenset({S.RECRUITING, S.PRIVATE, S.CLOSED}),
    S.EXPIRED: frozenset({S.RECRUITING, S.PRIVATE, S.CLOSED}),
    S.CLOSED: frozenset(),
}


class Stage(models.TextChoices):
    FRESH = "fresh", _("Fresh")
    PROGRESSION = "progression", _("Progression")
    CLEAR = "clear", _("Clear")
    FARM = "farm", _("Reclear and farm")


class Voice(models.TextChoices):
    NONE = "none", _("No voice")
    LISTEN = "listen", _("Listening is enough")
    SPEAK = "speak", _("Speaking expected")


class Loot(models.TextChoices):
    UNSAID = "", _("Not said")
    NEED = "need", _("Need before greed")
    PRIORITY = "priority", _("By a priority list")
    ROUND = "round", _("In turns")
    COUNCIL = "council", _("The leaders decide")
    FREE = "free", _("Free roll")


class Role(models.TextChoices):
    TANK = "tank", _("Tank")
    HEALER = "healer", _("Healer")
    MELEE = "melee", _("Melee")
    PHYSICAL_RANGED = "physical_ranged", _("Physical ranged")
    MAGICAL_RANGED = "magical_ranged", _("Magical ranged")


class AnswerKind(models.TextChoices):
    SHORT = "short", _("Short text")
    LONG = "long", _("Long text")
    YES_NO = "yes_no", _("Yes or no")


class Verb(models.TextChoices):
    """What a history row says happened."""

    DRAFTED = "drafted", _("drafted")
    EDITED = "edited", _("edited")
    PUBLISHED = "published", _("published")
    RENEWED = "renewed", _("renewed")
    PAUSED = "paused", _("paused")
    FILLED = "filled", _("filled")
    REOPENED = "reopened", _("reopened")
    EXPIRED = "expired", _("expired")
    CLOSED = "closed", _("closed")
    HIDDEN = "hidden", _("hidden by a moderator")
    RESTORED = "restored", _("restored by a moderator")
    INCOMPLETE = "incomplete", _("paused, since it was incomplete")


LIFETIME = timedelta(days=14)
WARNING = timedelta(days=3)
REOPENS_WITHIN = timedelta(days=14)  # of being filled, when a seat is given up

MAX_DRAFTS = 20  # private listings of one team
MAX_SUBSTITUTES = 10  # listings of one team that recruit substitutes at once

TITLE_LENGTH = 120
PITCH_LENGTH = 6000
PROGRESS_LENGTH = 80
QUESTION_LENGTH = 200
MAX_GOALS = 8
MAX_CLEARS = 24
MAX_WINDOWS = 21
MAX_QUESTIONS = 5
ROSTER_SIZES = (4, 8, 24)
LISTING_SIZES = (*ROSTER_SIZES, FIELD_RAID_SIZE)
