"""What people were told, and what became of each mail. Never a mail's words: the links
in them let people in."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from config.lib.admin import LookAdmin, ReasonForm, ask_then_do
from config.lib.states import TransitionError
from messaging.actions import send_again
from messaging.enums import MailState
from messaging.exceptions import MailEmptiedError
from messaging.models import Mail, Notification


@admin.register(Notification)
class NotificationAdmin(LookAdmin):
    list_display = ["title", "recipient", "kind", "created_at", "read_at"]
    list_select_related = ["recipient"]
    list_filter = [("read_at", admin.EmptyFieldListFilter)]
    search_fields = ["recipient__handle__iexact", "kind__startswith"]
    search_help_text = _("A handle, or the beginning of a kind: listings.expired")
    ordering = ["-id"]
    fields = ["recipient", "kind", "title", "url", "created_at", "read_at", "key"]


UNREAD = ("text", "html", "headers")


class AgainForm(ReasonForm):
    """Nobody but moderators reads why."""

    field_order = ["reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("Stands in the history of this mail.")


@admin.register(Mail)
class MailAdmin(LookAdmin):
    list_display = ["subject", "recipient", "state", "waits", "tries", "error"]
    list_filter = ["state"]
    search_fields = ["subject"]  # and an address, see below
    search_help_text = _("A whole address, or the beginning of a subject")
    ordering = ["-id"]
    fields = [
        "subject", "recipient", "sender", "state", "tries", "error", "created_at",
        "due_at", "claimed_at", "sent_at", "emptied_at",
    ]  # fmt: skip
    readonly_fields = ["recipient"]
    actions = ["send_again"]
    verbs = ("send_again",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mail]:
        mails: QuerySet[Mail] = super().get_queryset(request)
        return mails.defer(*UNREAD)

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """Whoever may ask for text__regex= reads a mail letter by letter."""
        if lookup.partition("__")[0] in UNREAD:
            return False
        return bool(super().lookup_allowed(lookup, value, request))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        term = search_term.strip()
        if "@" in term:
            return queryset.filter(to__0__iexact=term), False
        return queryset.filter(subject__istartswith=term), False

    def offers(self, verb: str, row: Mail) -> bool:
        return row.state == MailState.FAILED and row.emptied_at is None

    @admin.display(description=_("to"))
    def recipient(self, mail: Mail) -> str:
        return ", ".join(mail.to)

    @admin.display(description=_("age"), ordering="created_at")
    def waits(self, mail: Mail) -> str:
        """How long it took, or how long it has waited until now."""
        end = mail.sent_at or timezone.now()
        if end - mail.created_at < timedelta(minutes=1):
            return _t("less than a minute")
        return timesince(mail.created_at, end, depth=1)

    @admin.action(description=_("Send again …"), permissions=["moderate"])
    def send_again(self, request: HttpRequest, chosen: QuerySet[Mail]) -> Any:
        assert isinstance(request.user, User)  # noqa: S101  -- the admin asked for log-in
        by = request.user

        def act(mail: Mail, reason: str) -> None:
            with suppress(TransitionError, MailEmptiedError):  # another was quicker
                send_again(mail, by=by, reason=reason)

        return ask_then_do(
            self,
            request,
            chosen.filter(state=MailState.FAILED, emptied_at=None),
            action="send_again",
            title=_t("Send again"),
            form_class=AgainForm,
            act=act,
        )
