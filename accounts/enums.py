"""Roles, kinds, and words that no handle or slug may be."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TeamRole(models.TextChoices):
    LEADER = "leader", _("Leader")
    OFFICER = "officer", _("Officer")
    MEMBER = "member", _("Member")


class MemberKind(models.TextChoices):
    PERMANENT = "permanent", _("Permanent")
    SUBSTITUTE = "substitute", _("Substitute")


class Visibility(models.TextChoices):
    PUBLIC = "public", _("Everybody")
    MEMBERS = "members", _("People who are logged in")
    HIDDEN = "hidden", _("Nobody")


# Parts of our own addresses, and names that would pass for ours.
RESERVED = frozenset(
    [
        "new",
        "edit",
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
