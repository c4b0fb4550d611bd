"""The moderators' desk for characters: whose they are, and since when."""

from contextlib import suppress
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.actions.characters import unverify
from accounts.exceptions import GoneError
from accounts.models import Character, Progress
from config.lib.admin import LookAdmin, LookInline, ReasonForm, ask_then_do


class ProgressInline(LookInline):
    model = Progress
    fields = ["duty", "kills", "job", "date", "fetched_at"]
    ordering = ["-fetched_at", "duty"]

    def get_queryset(self, request: Any) -> QuerySet[Progress]:
        return super().get_queryset(request).select_related("duty", "job")


@admin.register(Character)
class CharacterAdmin(LookAdmin):
    """No Lodestone id stands here: one may be searched for, nobody is linked by it."""

    list_display = ["name", "world", "user", "state", "proof", "verified_at", "trouble"]
    list_select_related = ["world", "user"]
    list_filter = ["state", "proof", "is_shown", "sync_problem", "logs_status"]
    search_fields = ["name__istartswith", "user__handle__istartswith", "=lodestone_id"]
    ordering = ["-id"]
    inlines = [ProgressInline]
    fields = [
        "name", "world", "user", "state", "proof", "verified_at", "lost_at",
        "lost_reason", "is_main", "is_shown", "created_at", "synced_at", "trouble",
        "missing_since", "is_private", "item_level", "logs_status", "logs_synced_at",
    ]  # fmt: skip
    actions = ["take_back"]
    verbs = ["take_back"]

    def offers(self, verb: str, row: Character) -> bool:
        return row.is_verified

    @admin.display(description=_("problem"))
    def trouble(self, character: Character) -> str:
        return character.problem

    @admin.action(
        description=_("Take the verification back …"), permissions=["moderate"]
    )
    def take_back(self, request: Any, chosen: QuerySet[Character]) -> Any:
        def act(character: Character, **answers: Any) -> None:
            with suppress(GoneError):  # another was quicker
                unverify(character, by=request.user, **answers)

        return ask_then_do(
            self,
            request,
            chosen.verified().exclude(user=request.user),  # type: ignore[attr-defined]  # CharacterQuerySet
            action="take_back",
            title=_t("Take the verification back"),
            form_class=ReasonForm,
            act=act,
        )
