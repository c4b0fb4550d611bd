"""The catalogue to look at: what it says comes from the data files."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from integrations.models import (
    CatalogueLoad,
    DataCentre,
    Duty,
    DutyKind,
    Job,
    Region,
    RegionVisit,
    Tier,
    World,
)


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # -- not generic at run time
    list_per_page = 200

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return False


@admin.register(Region)
class RegionAdmin(ReadOnlyAdmin):
    list_display = ["name_en", "name_ja", "name_de", "name_fr", "slug", "retired_at"]


@admin.register(RegionVisit)
class RegionVisitAdmin(ReadOnlyAdmin):
    list_display = [
        "home", "destination", "since", "checked_on", "source", "retired_at",
    ]  # fmt: skip
    list_select_related = ["home", "destination"]


@admin.register(DataCentre)
class DataCentreAdmin(ReadOnlyAdmin):
    list_display = ["name_en", "region", "slug", "id", "retired_at"]
    list_select_related = ["region"]
    list_filter = ["region"]


@admin.register(World)
class WorldAdmin(ReadOnlyAdmin):
    list_display = ["name_en", "data_centre", "slug", "id", "retired_at"]
    list_select_related = ["data_centre"]
    list_filter = ["data_centre__region", "data_centre"]
    search_fields = ["name_en"]


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    list_display = [
        "abbreviation", "name_en", "name_ja", "name_de", "name_fr", "role",
        "healer_subtype", "base_class", "is_limited", "is_base_class", "retired_at",
    ]  # fmt: skip
    list_select_related = ["base_class"]
    list_filter = ["role", "is_limited", "is_base_class"]
    search_fields = ["abbreviation", "name_en", "name_ja", "name_de", "name_fr"]


@admin.register(DutyKind)
class DutyKindAdmin(ReadOnlyAdmin):
    list_display = ["name_en", "name_ja", "name_de", "name_fr", "words", "retired_at"]


@admin.register(Tier)
class TierAdmin(ReadOnlyAdmin):
    list_display = [
        "name_en", "name_ja", "expansion", "patch", "is_current",
        "weapon_item_level", "armour_item_level", "slug", "retired_at",
    ]  # fmt: skip
    list_filter = ["expansion", "kind"]
    search_fields = ["name_en", "name_ja", "name_de", "name_fr"]


@admin.register(Duty)
class DutyAdmin(ReadOnlyAdmin):
    list_display = [
        "name_en", "abbreviation", "name_ja", "kind", "tier", "floor", "party_size",
        "item_level", "patch", "is_goal", "retired_at",
    ]  # fmt: skip
    list_select_related = ["tier"]
    list_filter = ["kind", "expansion", "is_goal", "party_size"]
    search_fields = [
        "abbreviation", "name_en", "name_ja", "name_de", "name_fr", "aliases",
    ]  # fmt: skip


@admin.register(CatalogueLoad)
class CatalogueLoadAdmin(ReadOnlyAdmin):
    list_display = ["loaded_at", "summary"]
