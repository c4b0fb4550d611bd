from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models.base import ModelBase
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from accounts.sign_in.second_factor import proved_second_factor, way_to_prove

# Secrets that nobody needs to see, the keys of sessions among them, and apps that the
# settings name instead.
NOT_HERE = {
    "mfa.authenticator",
    "socialaccount.socialapp",
    "socialaccount.socialtoken",
    "usersessions.usersession",
}


class Desk(AdminSite):
    """Staff get in only with a session whose log-in took a second factor."""

    def register(self, model_or_iterable: Any, *args: Any, **options: Any) -> None:
        models = model_or_iterable
        models = [models] if isinstance(models, ModelBase) else list(models)
        shown = [each for each in models if each._meta.label_lower not in NOT_HERE]
        super().register(shown, *args, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and proved_second_factor(request)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """By the site's own log-in, with its limits; then by the second factor."""
        back = _way_back(request)
        if self.has_permission(request):
            return redirect(back)
        if not request.user.is_authenticated:
            return redirect_to_login(back, reverse("account_login"))
        if not super().has_permission(request):
            raise PermissionDenied(_("Only moderators can."))
        if way := way_to_prove(request.user):
            return redirect(f"{reverse(way)}?{urlencode({'next': back})}")
        messages.warning(
            request,
            _("The moderators' desk opens only with a second factor: a password alone "
              "can be stolen. Set one up here, then come back."),
        )  # fmt: skip
        return redirect("mfa_index")


def _way_back(request: HttpRequest) -> str:
    wanted = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return reverse("admin:index")
