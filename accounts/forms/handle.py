"""Choose another handle."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models.handle import validate_handle, validate_unreserved
from config.lib.forms import TextField

LONGEST = 30


class HandleForm(forms.Form):
    handle = TextField(
        label=_("Handle"),
        max_length=LONGEST,
        help_text=_("Letters from a to z, digits, - and _; two to thirty of them."),
        error_messages={"required": _("Type the handle you would like.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )

    def clean_handle(self) -> str:
        handle: str = self.cleaned_data["handle"].removeprefix("@")
        if not handle.isascii():
            raise forms.ValidationError(
                _("This holds letters that only look like those from a to z, or that "
                  "an address cannot have. Type it again with plain letters.")
            )  # fmt: skip
        validate_handle(handle)
        validate_unreserved(handle)
        return handle
