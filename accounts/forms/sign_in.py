"""allauth's forms with our words, and with the checks that it leaves to its users."""

from typing import Any, ClassVar

from allauth.account import forms as base
from allauth.account.models import EmailAddress
from allauth.socialaccount import forms as social
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.sign_in.queries import who_may_reset
from config.lib.forms import AddressField

LONGEST_PASSWORD = 1000
EMAIL = _("E-mail")
CURRENT = _("Current password")
NEW = _("New password")
AGAIN = _("The same once more")
GOOD = _(
    "Eight characters or more. Three words you like are better than one with numbers "
    "in it."
)


class InOurWords(forms.Form):
    """Stands before one of allauth's forms: labels of ours, nothing greyed in a field,
    no password of a megabyte, and one spelling for each address."""

    labels: ClassVar[dict[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            if isinstance(field, forms.EmailField):
                self.fields[name] = AddressField(
                    label=field.label, required=field.required, widget=field.widget
                )
            if isinstance(field.widget, forms.PasswordInput):
                field.help_text = GOOD if name == "password1" else ""
                field.validators.append(
                    MaxLengthValidator(LONGEST_PASSWORD, _("That is too long to type."))
                )


class LoginForm(InOurWords, base.LoginForm):
    labels = {"login": EMAIL}


class Newcomer(InOurWords):
    labels = {"email": EMAIL}

    def try_save(self, request: Any) -> Any:
        # Now, and not while it is looked at: who only types changes nothing.
        yield_to_owner(self.cleaned_data["email"])
        self.validate_unique_email(self.cleaned_data["email"])  # type: ignore[attr-defined]  # of allauth's form
        return super().try_save(request)  # type: ignore[misc]  # the same


class SignupForm(Newcomer, base.SignupForm):
    def try_save(self, request: Any) -> Any:
        answer = super().try_save(request)
        if self.account_already_exists and (
            typed := self.cleaned_data.get("password1")
        ):
            User().set_password(typed)  # takes as long as a new account's
        return answer


class SocialSignupForm(Newcomer, social.SignupForm):
    pass


class AddEmailForm(InOurWords, base.AddEmailForm):
    labels = {"email": _("Another address")}


class ChangePasswordForm(InOurWords, base.ChangePasswordForm):
    labels = {"oldpassword": CURRENT, "password1": NEW, "password2": AGAIN}


class SetPasswordForm(InOurWords, base.SetPasswordForm):
    labels = {"password1": NEW, "password2": AGAIN}


class ResetPasswordForm(InOurWords, base.ResetPasswordForm):
    labels = {"email": EMAIL}

    def clean_email(self) -> str:
        email = str(super().clean_email())
        self.users = who_may_reset(email)
        return email


class ResetPasswordKeyForm(InOurWords, base.ResetPasswordKeyForm):
    labels = {"password1": NEW, "password2": AGAIN}


class ReauthenticateForm(InOurWords, base.ReauthenticateForm):
    pass


class DisconnectForm(social.DisconnectForm):
    """One button for each account that is connected."""

    @property
    def connected(self) -> set[str]:
        return {account.provider for account in self.accounts}


def yield_to_owner(email: str) -> None:
    """Somebody else's unproved second address stands in nobody's way."""
    claims = EmailAddress.objects.filter(email=email, verified=False)
    claims.exclude(user__email=email).delete()
