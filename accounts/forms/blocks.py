"""Block somebody by the name they are known by."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class BlockForm(forms.Form):
    """`cleaned_data["user"]` is whom the handle means."""

    handle = forms.CharField(
        label=_("Block a player"),
        max_length=60,
        help_text=_("By their handle: the last part of the address of their page."),
        error_messages={"required": _("Say whom: a handle.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_handle(self) -> str:
        handle: str = self.cleaned_data["handle"].removeprefix("@")
        user = User.objects.called(handle)
        if user is None:
            raise forms.ValidationError(_("Nobody on Muster is called that."))
        if user == self.by:
            raise forms.ValidationError(_("That is you."))
        self.cleaned_data["user"] = user
        is_former = user.handle.lower() != handle.lower()
        return handle if is_former else user.handle
