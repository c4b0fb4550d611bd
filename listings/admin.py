"""The moderators' desk for listings."""

import re
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from config.lib.admin import LookAdmin, LookInline, ReasonForm, ask_then_do
from config.lib.ids import ALPHABET, LENGTH, lengthen
from listings import actions
from listings.models import Listing, ListingEvent

_SHORT_ID = re.compile(rf"(?<![{ALPHABET}])[{ALPHABET}]{{{LENGTH}}}(?![{ALPHABET}])")


class HiddenFilter(admin.SimpleListFilter):
    title = _("hidden")
    parameter_name = "hidden"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Yes")), ("no", _("No"))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Listing]
    ) -> QuerySet[Listing] | None:
        if self.value() not in ("yes", "no"):
            return None
        return queryset.filter(hidden_at__isnull=self.value() == "no")


class BegunFilter(admin.SimpleListFilter):
    """By the time in the key, which has an index; a hierarchy of dates would read every
    row to know its years."""

    title = _("begun")
    parameter_name = "begun"
    DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("day", _("In the last 24 hours")),
            ("week", _("In the last 7 days")),
            ("month", _("In the last 30 days")),
            ("year", _("In the last year")),
        ]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Listing]
    ) -> QuerySet[Listing] | None:
        days = self.DAYS.get(self.value() or "")
        if days is None:
            return None
        return queryset.filter(
            pk__gte=_first_key(timezone.now() - timedelta(days=days))
        )


class EventInline(LookInline):
    model = ListingEvent
    fields = ["at", "verb", "before", "after", "actor", "note"]
    ordering = ["-at", "-id"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ListingEvent]:
        return super().get_queryset(request).select_related("actor")


@admin.register(Listing)
class ListingAdmin(LookAdmin):
    list_display = [
        "__str__", "team", "kind", "stands", "hidden", "open_slots", "renewed_at",
        "expires_at",
    ]  # fmt: skip
    list_select_related = ["team"]
    list_filter = ["state", "kind", HiddenFilter, BegunFilter]
    search_fields = ["title", "team__name", "team__slug"]
    search_help_text = _("An address, a title, or a team")
    ordering = ["-id"]
    inlines = [EventInline]
    fieldsets = (
        (None, {"fields": ("title", "team", "kind", "stands", "open_slots")}),
        (_("Moderation"), {"fields": ("hidden_at", "hidden_reason")}),
        (
            _("What it says"),
            {
                "fields": (
                    "pitch", "strategy_url", "stage", "intensity", "languages", "voice",
                    "loot", "time_zone",
                )
            },
        ),
        (
            _("Dates"),
            {
                "fields": (
                    "created_at", "published_at", "renewed_at", "expires_at",
                    "warned_at", "filled_at", "closed_at",
                )
            },
        ),
    )  # fmt: skip
    actions = ["hide", "restore"]
    verbs = ("hide", "restore")

    def offers(self, verb: str, row: Listing) -> bool:
        return (verb == "restore") == (row.hidden_at is not None)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        if key := _key_in(search_term):
            return queryset.filter(pk=key), False
        return super().get_search_results(request, queryset, search_term)

    @admin.display(description=_("state"), ordering="state")
    def stands(self, listing: Listing) -> str:
        return str(listing.state_words)

    @admin.display(description=_("hidden"), boolean=True)
    def hidden(self, listing: Listing) -> bool:
        return listing.hidden_at is not None

    @admin.action(description=_("Hide …"), permissions=["moderate"])
    def hide(self, request: HttpRequest, chosen: QuerySet[Listing]) -> Any:
        def act(listing: Listing, reason: str) -> None:
            actions.hide(listing, by=_actor(request), reason=reason)

        return ask_then_do(
            self,
            request,
            chosen.filter(hidden_at=None),
            action="hide",
            title=_t("Hide"),
            form_class=ReasonForm,
            act=act,
        )

    @admin.action(description=_("Restore …"), permissions=["moderate"])
    def restore(self, request: HttpRequest, chosen: QuerySet[Listing]) -> Any:
        def act(listing: Listing, reason: str) -> None:
            actions.restore(listing, by=_actor(request), reason=reason)

        return ask_then_do(
            self,
            request,
            chosen.filter(hidden_at__isnull=False),
            action="restore",
            title=_t("Restore"),
            form_class=ReasonForm,
            act=act,
        )


def _key_in(text: str) -> uuid.UUID | None:
    """The key in an address, or a bare one."""
    try:
        if found := _SHORT_ID.search(text):
            return lengthen(found.group())
        return uuid.UUID(text.strip())
    except ValueError:
        return None


def _first_key(at: datetime) -> uuid.UUID:
    """The smallest key of that moment."""
    return uuid.UUID(int=int(at.timestamp() * 1000) << 80)


def _actor(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  -- the admin asked for log-in
    return request.user
