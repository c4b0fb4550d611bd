"""Roles, kinds, and words that no handle or slug may be."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class TeamRole(models.TextChoices):
    LEADER = "leader", _("Leader")
    OFFICER = "officer", _("Officer")
    MEMBER = "member", _("Member")


class MemberKind(models.TextChoices):
    PERMANENT = "permanent", _("Permanent")
    SUBSTITUTE = "substitute", _("Substitute")


class TeamVerb(models.TextChoices):
    """What a row of a team's history says happened."""

    FOUNDED = "founded", _("founded the team")
    JOINED = "joined", _("joined")
    LEFT = "left", _("left")
    REMOVED = "removed", _("was removed")
    OFFICER = "officer", _("became an officer")
    MEMBER = "member", _("became a plain member")
    PERMANENT = "permanent", _("became a permanent member")
    SUBSTITUTE = "substitute", _("became a substitute")
    LEADER = "leader", _("was handed the leadership")
    ENDED = "ended", _("ended the team")


class InviteEnd(models.TextChoices):
    """Why an invitation lets nobody in any more."""

    USED_UP = "used_up", _("It has been used as often as it may be.")
    EXPIRED = "expired", _("It has expired.")
    REVOKED = "revoked", _("The team took it back.")
    DECLINED = "declined", _("It was declined.")
    TEAM_ENDED = "team_ended", _("The team itself has ended.")


class Visibility(models.TextChoices):
    PUBLIC = "public", _("Everybody")
    MEMBERS = "members", _("People who are logged in")
    HIDDEN = "hidden", _("Nobody")


class Intensity(models.TextChoices):
    CASUAL = "casual", _("Casual")
    MIDCORE = "midcore", _("Midcore")
    HARDCORE = "hardcore", _("Hardcore")


class Language(models.TextChoices):
    """Named by their speakers, so the names are not translated."""

    EN = "en", "English"
    JA = "ja", "日本語"
    DE = "de", "Deutsch"
    FR = "fr", "Français"
    ES = "es", "Español"
    PT = "pt", "Português"
    IT = "it", "Italiano"
    NL = "nl", "Nederlands"
    PL = "pl", "Polski"
    SV = "sv", "Svenska"
    RU = "ru", "Русский"
    ZH = "zh", "中文"
    KO = "ko", "한국어"


class PlayerVoice(models.TextChoices):
    NONE = "none", _("No voice")
    LISTEN = "listen", _("I listen")
    SPEAK = "speak", _("I speak")


class CharacterState(models.TextChoices):
    UNVERIFIED = "unverified", _("Not verified")
    VERIFIED = "verified", _("Verified")


C = CharacterState
# Back to unverified: somebody else verified the character later.
CHARACTER_MOVES: dict[str, frozenset[str]] = {
    C.UNVERIFIED: frozenset({C.VERIFIED}),
    C.VERIFIED: frozenset({C.UNVERIFIED}),
}


class Proof(models.TextChoices):
    """How somebody showed that a character is theirs."""

    LODESTONE = "lodestone", _("a code in the Lodestone profile")
    XIVAUTH = "xivauth", _("XIVAuth")


class LogsStatus(models.TextChoices):
    """What FF Logs says of a character as a whole."""

    UNKNOWN = "", _("not asked yet")
    OK = "ok", _("has logs")
    HIDDEN = "hidden", _("hides the logs")
    NO_LOGS = "no_logs", _("has no logs")


# Parts of our own addresses, and names that would pass for ours.
RESERVED = frozenset(
    [
        "new",
        "edit",
        "counts",
        "search",
        "me",
        "all",
        "none",
        "settings",
        "accounts",
        "account",
        "admin",
        "api",
        "health",
        "live",
        "static",
        "media",
        "listings",
        "players",
        "teams",
        "invites",
        "applications",
        "messages",
        "notifications",
        "bookmarks",
        "searches",
        "muster",
        "moderator",
        "staff",
        "support",
        "help",
        "about",
        "rules",
        "privacy",
        "root",
        "system",
        "square-enix",
        "null",
        "undefined",
    ]
)

NAME_LENGTH = 60
ABOUT_LENGTH = 4000
HEADLINE_LENGTH = 120
MAX_JOBS = 60  # of one profile; the catalogue has fewer, and grows
MAX_GOALS = 8
MAX_WINDOWS = 21
MAX_BLOCKS = 500  # of one person
SEEKING_FOR = timedelta(days=60)
SEEKING_WARNING = timedelta(days=3)
HANDLE_CHANGES_EVERY = timedelta(days=7)
HANDLE_IS_FREE_FOR = timedelta(days=1)  # after it was first chosen

# What stands first on a board, a listing as a player, does not get there twice in this.
MOVES_UP_EVERY = timedelta(hours=20)

MAX_TEAMS_LED = 10  # by one person
MAX_TEAMS = 40  # that one person is in: pages of teams and players list them all
MAX_MEMBERS = 60  # of one team
MAX_INVITES = 30  # of one team that still let somebody in
INVITE_DAYS = (1, 7, 30)
PLAYER_INVITE_DAYS = 30  # an invitation for one person
