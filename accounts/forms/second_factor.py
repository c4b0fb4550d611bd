"""allauth's forms of the second factor, in our words."""

import struct
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.totp.forms import ActivateTOTPForm as BaseActivateTOTPForm
from allauth.mfa.webauthn import forms as webauthn
from cryptography.exceptions import InvalidSignature
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

LONGEST_CODE, LONGEST_NAME = 40, 60
# What reading a forged answer of a key may raise, besides the errors allauth expects.
FORGED = (LookupError, TypeError, ValueError, AttributeError, struct.error,
          InvalidSignature)  # fmt: skip


def _code(form: forms.Form, label: Any) -> None:
    field = form.fields["code"]
    field.label = label
    field.widget.attrs.pop("placeholder", None)
    field.validators.append(MaxLengthValidator(LONGEST_CODE))
    # No inputmode=numeric: whoever types a recovery code may paste it with spaces.
    field.widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


def _name(form: forms.Form) -> None:
    field = form.fields["name"]
    field.label = _("Its name")
    field.required = True
    field.validators.append(MaxLengthValidator(LONGEST_NAME))


class AuthenticateForm(base.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, _("Code of your app, or a recovery code"))


class ReauthenticateForm(base.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, _("Code of your app, or a recovery code"))


class ActivateTOTPForm(BaseActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, _("The six digits that your app shows"))


class _Checked:
    """A forged answer of a key is a wrong one, no fault of ours."""

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]  # of the form
        except ValidationError:
            raise
        except FORGED:
            raise get_adapter().validation_error("incorrect_code") from None


class _Unguessable:
    """No limit on tries: wrong codes, which are counted, do not lock a key too."""

    def clean_credential(self) -> Any:
        credential = self.cleaned_data["credential"]  # type: ignore[attr-defined]  # of the form
        webauthn.auth.parse_authentication_response(credential)
        return webauthn.auth.complete_authentication(self.user, credential)  # type: ignore[attr-defined]  # the same


class AuthenticatePasskeyForm(
    _Checked, _Unguessable, webauthn.AuthenticateWebAuthnForm
):
    pass


class ReauthenticatePasskeyForm(
    _Checked, _Unguessable, webauthn.ReauthenticateWebAuthnForm
):
    pass


class LoginPasskeyForm(_Checked, webauthn.LoginWebAuthnForm):
    pass


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self)
        self.fields["name"].required = False  # the key is made by then: take it
        self.fields["passwordless"].label = _("Log in with it alone")
        self.fields["passwordless"].initial = True
        self.fields["passwordless"].help_text = _(
            "Without e-mail and password. Your device asks for its PIN, finger or face. "
            "Leave it unticked for a plain security key."
        )

    def clean(self) -> dict[str, Any]:
        try:
            return dict(super().clean())
        except ValidationError:
            raise
        except FORGED:
            raise get_adapter().validation_error("incorrect_code") from None


class RenamePasskeyForm(webauthn.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self)
