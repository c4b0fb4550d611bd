"""The moderators' desk for teams: who belongs to them, and what happened."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Team, TeamEvent, TeamInvite
from config.lib.admin import LookAdmin, LookInline


class MembershipInline(LookInline):
    model = Membership
    fields = ["user", "role", "kind", "since", "until"]
    ordering = ["until", "since"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        return super().get_queryset(request).select_related("user")


class TeamInviteInline(LookInline):
    """Not the code: whoever has it could join."""

    model = TeamInvite
    fields = [
        "invitee", "kind", "created_by", "created_at", "expires_at", "max_uses",
        "uses", "revoked_at", "declined_at",
    ]  # fmt: skip
    ordering = ["-created_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[TeamInvite]:
        return super().get_queryset(request).select_related("invitee", "created_by")


class TeamEventInline(LookInline):
    model = TeamEvent
    fields = ["at", "verb", "actor", "subject"]
    ordering = ["-at", "-id"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[TeamEvent]:
        return super().get_queryset(request).select_related("actor", "subject")


class EndedFilter(admin.SimpleListFilter):
    title = _("ended")
    parameter_name = "ended"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("no", _("No")), ("yes", _("Yes"))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Team]
    ) -> QuerySet[Team] | None:
        if self.value() not in ("no", "yes"):
            return None
        return queryset.filter(archived_at__isnull=self.value() == "no")


@admin.register(Team)
class TeamAdmin(LookAdmin):
    list_display = ["name", "slug", "world", "members", "created_at", "archived_at"]
    list_select_related = ["world"]
    list_filter = [EndedFilter, "world__data_centre__region"]
    search_fields = ["name", "slug"]
    ordering = ["-id"]
    inlines = [MembershipInline, TeamInviteInline, TeamEventInline]
    fields = ["name", "slug", "world", "about", "created_at", "archived_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Team]:
        current = Count("memberships", filter=Q(memberships__until=None))
        teams: QuerySet[Team] = super().get_queryset(request)
        return teams.annotate(current_members=current)

    @admin.display(description=_("members"))
    def members(self, team: Any) -> int:
        return int(team.current_members)
