"""What people were told."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from config.lib.admin import LookAdmin
from messaging.models import Notification


@admin.register(Notification)
class NotificationAdmin(LookAdmin):
    list_display = ["title", "recipient", "kind", "created_at", "read_at"]
    list_select_related = ["recipient"]
    list_filter = [("read_at", admin.EmptyFieldListFilter)]
    search_fields = ["recipient__handle__iexact", "kind__startswith"]
    search_help_text = _("A handle, or the beginning of a kind: listings.expired")
    ordering = ["-id"]
    fields = ["recipient", "kind", "title", "url", "created_at", "read_at", "key"]
