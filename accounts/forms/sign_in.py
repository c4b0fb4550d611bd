"""allauth's forms with our words, and with the checks that it leaves to its users."""

from typing import Any

from allauth.account import forms as base
from allauth.account.models import EmailAddress
from allauth.socialaccount import forms as social
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from accounts.sign_in.queries import who_may_reset

LONGEST_PASSWORD = 1000
EMAIL = _("E-mail")
CURRENT = _("Current password")
NEW = _("New password")
AGAIN = _("The same once more")
GOOD = _(
    "Eight characters or more. Three words you like are better than one with numbers "
    "in it."
)


def in_our_words(form: forms.Form, **labels: Any) -> None:
    """Labels of ours, nothing greyed in a field, and no password of a megabyte."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        if name in labels:
            field.label = labels[name]
        if isinstance(field.widget, forms.PasswordInput):
            field.help_text = GOOD if name == "password1" else ""
            field.validators.append(
                MaxLengthValidator(LONGEST_PASSWORD, _("That is too long to type."))
            )


class LoginForm(base.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, login=EMAIL)


class SignupForm(base.SignupForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, email=EMAIL)

    def validate_unique_email(self, value: str) -> str:
        yield_to_owner(value)
        return str(super().validate_unique_email(value))


class SocialSignupForm(social.SignupForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, email=EMAIL)

    def validate_unique_email(self, value: str) -> str:
        yield_to_owner(value)
        return str(super().validate_unique_email(value))


class AddEmailForm(base.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, email=_("Another address"))


class ChangePasswordForm(base.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, oldpassword=CURRENT, password1=NEW, password2=AGAIN)


class SetPasswordForm(base.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, password1=NEW, password2=AGAIN)


class ResetPasswordForm(base.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, email=EMAIL)

    def clean_email(self) -> str:
        email = str(super().clean_email())
        self.users = who_may_reset(email)
        return email


class ResetPasswordKeyForm(base.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, password1=NEW, password2=AGAIN)


class ReauthenticateForm(base.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self)


class DisconnectForm(social.DisconnectForm):
    """One button for each account that is connected."""

    @property
    def connected(self) -> set[str]:
        return {account.provider for account in self.accounts}


def yield_to_owner(email: str) -> None:
    """Somebody else's unproved second address stands in nobody's way."""
    claims = EmailAddress.objects.filter(email=email.lower(), verified=False)
    claims.exclude(user__email=email.lower()).delete()
