"""The moderators' desk for people: accounts and what their profiles say."""

from datetime import timedelta
from typing import Any, ClassVar

from allauth.account.admin import EmailAddressAdmin as BaseEmailAddressAdmin
from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminSplitDateTime
from django.contrib.auth.admin import UserAdmin as BaseUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.core.exceptions import ValidationError
from django.db.models import EmailField, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.actions import suspend, unsuspend
from accounts.actions.handles import rename
from accounts.models import Profile, User
from accounts.rules import is_suspended
from accounts.signals import profile_changed
from config.lib.admin import LookAdmin, ReasonForm, ask_then_do
from config.lib.forms import AddressField
from config.lib.mailbox import address_to_find, readable_address


class SuspensionForm(ReasonForm):
    until = forms.SplitDateTimeField(
        label=_("Until (ST)"),
        initial=lambda: timezone.now() + timedelta(days=7),
        widget=AdminSplitDateTime,
    )
    field_order = ["until", "reason"]

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        if until <= timezone.now():
            raise ValidationError(_t("This has passed already."))
        return until


class NewUserForm(AdminUserCreationForm):  # type: ignore[type-arg]  # not subscriptable when run
    class Meta:
        model = User
        fields = ("email", "handle")
        field_classes: ClassVar[dict[str, Any]] = {"email": AddressField}


class SuspendedFilter(admin.SimpleListFilter):
    title = _("suspended")
    parameter_name = "suspended"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("now", _("Now")), ("over", _("Formerly"))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[User]
    ) -> QuerySet[User] | None:
        now = timezone.now()
        if self.value() == "now":
            return queryset.filter(suspended_until__gt=now)
        if self.value() == "over":
            return queryset.filter(suspended_until__lte=now)
        return None


@admin.register(User)
class UserAdmin(LookAdmin, BaseUserAdmin):  # type: ignore[type-arg]  # not subscriptable when run
    """Moderators look, suspend and lift; only a superuser changes an account."""

    add_form = NewUserForm
    list_display = [
        "handle", "address", "date_joined", "is_active", "is_staff", "suspended",
    ]  # fmt: skip
    list_filter = [SuspendedFilter, "is_staff", "is_active"]
    search_fields = ["handle__istartswith", "email__istartswith"]
    ordering = ["-id"]
    fieldsets = (
        (None, {"fields": ("handle", "email", "time_zone", "is_active")}),
        (_("Suspension"), {"fields": ("suspended_until", "suspension_reason")}),
        (_("Dates"), {"fields": ("date_joined", "last_login")}),
    )
    kept = (
        "email",
        "date_joined",
        "last_login",
        "suspended_until",
        "suspension_reason",
    )
    of_superusers = (
        (_("Password"), {"fields": ("password",)}),
        (
            _("Rights"),
            {"fields": ("is_staff", "is_superuser", "groups", "user_permissions")},
        ),
    )
    add_fieldsets = (
        (None, {"fields": ("email", "handle", "usable_password", "password1", "password2")}),
    )  # fmt: skip
    actions = ["suspend", "lift_suspension"]
    verbs = ("suspend", "lift_suspension")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_superuser(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_superuser(request)

    def offers(self, verb: str, row: User) -> bool:
        return is_suspended(row) or verb == "suspend"

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        return self.kept if obj is not None else ()

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is not None and _is_superuser(request):
            return (*fieldsets, *self.of_superusers)
        return fieldsets

    def save_model(
        self, request: HttpRequest, obj: User, form: Any, change: bool
    ) -> None:
        if change and "handle" in form.changed_data:
            rename(obj, obj.handle)
        super().save_model(request, obj, form, change)
        if change and "is_active" in form.changed_data:
            profile_changed.send(User, user_id=obj.pk)
        if not change:  # who was added by hand need not prove the address
            EmailAddress.objects.create(
                user=obj, email=obj.email, verified=True, primary=True
            )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[User], search_term: str
    ) -> tuple[QuerySet[User], bool]:
        if "@" in search_term:
            search_term = address_to_find(search_term)
        return super().get_search_results(request, queryset, search_term)

    @admin.display(description=_("e-mail"), ordering="email")
    def address(self, user: User) -> str:
        return readable_address(user.email)

    @admin.display(description=_("suspended"), boolean=True)
    def suspended(self, user: User) -> bool:
        return is_suspended(user)

    @admin.action(description=_("Suspend …"), permissions=["moderate"])
    def suspend(self, request: HttpRequest, chosen: QuerySet[User]) -> Any:
        def act(user: User, **answers: Any) -> None:
            suspend(user, by=_actor(request), **answers)

        return self._ask(request, chosen, "suspend", _t("Suspend"), SuspensionForm, act)

    @admin.action(description=_("Lift the suspension …"), permissions=["moderate"])
    def lift_suspension(self, request: HttpRequest, chosen: QuerySet[User]) -> Any:
        def act(user: User, **answers: Any) -> None:
            unsuspend(user, by=_actor(request), **answers)

        title = _t("Lift the suspension")
        return self._ask(request, chosen, "lift_suspension", title, ReasonForm, act)

    def _ask(
        self,
        request: HttpRequest,
        chosen: QuerySet[User],
        action: str,
        title: str,
        form_class: type[forms.Form],
        act: Any,
    ) -> HttpResponse | None:
        """Nobody moderates who stands above them, nor themselves."""
        if not _is_superuser(request):
            chosen = chosen.filter(is_staff=False)
        return ask_then_do(
            self,
            request,
            chosen.exclude(pk=_actor(request).pk),
            action=action,
            title=title,
            form_class=form_class,
            act=act,
        )


admin.site.unregister(EmailAddress)


@admin.register(EmailAddress)
class EmailAddressAdmin(BaseEmailAddressAdmin):  # type: ignore[misc]  # untyped
    """allauth's, with one spelling for each mailbox."""

    formfield_overrides: ClassVar[dict[Any, Any]] = {
        EmailField: {"form_class": AddressField}
    }


@admin.register(Profile)
class ProfileAdmin(LookAdmin):
    list_display = ["user", "headline", "visibility", "seeking_until"]
    list_select_related = ["user"]
    list_filter = ["visibility"]
    search_fields = ["user__handle__istartswith", "headline"]
    ordering = ["-user_id"]
    fields = ["user", "headline", "visibility", "seeking_until"]


def _is_superuser(request: HttpRequest) -> bool:
    return bool(request.user.is_active and getattr(request.user, "is_superuser", False))


def _actor(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  -- the admin asked for log-in
    return request.user
