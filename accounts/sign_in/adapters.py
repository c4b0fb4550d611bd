"""What allauth asks of us: words, addresses, providers."""

from typing import Any
from urllib.parse import urlsplit

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from qrcode.image.svg import SvgPathImage

from accounts.sign_in.providers import configured, credentials_of
from accounts.sign_in.queries import owner_of
from config.lib.mailbox import address_to_find, canonical_address
from config.lib.week import zone


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _l("This account is closed."),
        "cannot_remove_primary_email": _l("This is the one we write to: it stays."),
        "duplicate_email": _l("This address is in your list already."),
        "email_password_mismatch": _l("E-mail and password do not belong together."),
        "enter_current_password": _l("This is not your current password."),
        "incorrect_code": _l("This code is wrong, used, or a moment too old."),
        "incorrect_password": _l("This is not your password."),
        "max_email_addresses": _l("%d addresses are enough: remove one first."),
        "too_many_login_attempts": _l(
            "Too many tries. Wait a few minutes. A passkey or a connected account still "
            "lets you in, and a link to set a new password still comes by mail."
        ),
        "unverified_primary_email": _l("Confirm this address first."),
        "rate_limited": _l("That was often. Wait a moment, then try again."),
    }

    def clean_email(self, email: str) -> str:
        """allauth asks this of every address, those from providers among them."""
        return str(super().clean_email(canonical_address(email)))

    def save_user(self, request: Any, user: Any, form: Any, commit: bool = True) -> Any:
        try:
            with transaction.atomic():
                return super().save_user(request, user, form, commit)
        except IntegrityError:
            # Somebody signed up with it in this very moment, and has the mail.
            answer = self.respond_email_verification_sent(request, user)
            raise ImmediateHttpResponse(answer) from None

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Every link in it begins with SITE_URL: who asks may name any host."""
        links = {
            name: _on_site(url)
            for name, url in context.items()
            if name.endswith("_url")
        }
        here = {**context, **links, "site_url": settings.SITE_URL}
        super().send_mail(template_prefix, email, here)

    def send_notification_mail(
        self, template_prefix: str, user: Any, *args: Any, **kwargs: Any
    ) -> None:
        """Its times in the zone of whoever reads it."""
        with timezone.override(zone(user.time_zone) or timezone.get_current_timezone()):
            super().send_notification_mail(template_prefix, user, *args, **kwargs)


def _on_site(url: str) -> str:
    parts = urlsplit(url)
    return settings.SITE_URL + parts._replace(scheme="", netloc="").geturl()


class SocialAdapter(DefaultSocialAccountAdapter):
    error_messages = {
        **DefaultSocialAccountAdapter.error_messages,
        "no_password": _l("Set a password first: else you could not come back."),
        "no_verified_email": _l(
            "Confirm an address first: else you could not come back."
        ),
        "connected_other": _l("That account belongs to somebody else on Muster."),
    }

    def list_apps(
        self, request: Any, provider: Any = None, client_id: Any = None
    ) -> list[SocialApp]:
        """From the settings alone: nothing of it lies in the database."""
        apps = []
        for name in configured():
            mine, secret = credentials_of(name) or ("", "")
            if provider in {None, name} and client_id in {None, mine}:
                apps.append(SocialApp(provider=name, client_id=mine, secret=secret))
        return apps

    def get_app(self, request: Any, provider: Any, client_id: Any = None) -> SocialApp:
        apps = self.list_apps(request, provider, client_id)
        if not apps:
            raise Http404
        return apps[0]

    def deserialize_instance(self, model: Any, data: Any) -> Any:
        """allauth leaves a key as the text that a session keeps it as."""
        instance = super().deserialize_instance(model, data)
        if instance.pk is not None:
            instance.pk = model._meta.pk.to_python(instance.pk)
        return instance

    def authenticate_by_email(self, sociallogin: Any) -> tuple[Any, str] | None:
        """Only an address that both sides have seen proved opens an account."""
        for address in sociallogin.email_addresses:
            email = address_to_find(address.email)
            owner = owner_of(email) if address.verified else None
            if owner:
                return owner, email
        return None


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _l("This code is wrong, used, or a moment too old."),
        "unverified_email": _l(
            "Confirm the addresses in your list first, or remove those that are not "
            "confirmed."
        ),
        "cannot_generate_recovery_codes": _l(
            "Recovery codes stand in for a second factor: set one up first."
        ),
    }

    def build_totp_svg(self, url: str) -> str:
        """To stand in the page itself: our policy allows no data: images."""
        drawn = qrcode.make(url, image_factory=SvgPathImage, border=2)
        svg: str = drawn.to_string(encoding="unicode")
        return mark_safe(svg)  # noqa: S308 -- paths

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Passkey %(n)d") % {"n": count + 1}
