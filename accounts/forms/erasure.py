"""The last word before an account ends."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class EraseForm(forms.Form):
    handle = forms.CharField(
        label=_("Your handle, to confirm"),
        max_length=60,
        error_messages={"required": _("Type your handle to confirm.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_handle(self) -> str:
        handle: str = self.cleaned_data["handle"]
        if handle.removeprefix("@").lower() != self.user.handle.lower():
            raise forms.ValidationError(_("This is not your handle."))
        return handle
