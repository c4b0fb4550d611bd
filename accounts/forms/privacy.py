"""Who sees a profile, and what of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import Visibility

WHO = [
    (Visibility.PUBLIC, _("Everybody, search engines too")),
    (Visibility.MEMBERS, _("People who are logged in")),
    (Visibility.HIDDEN, _("Nobody: you are not found as a player")),
]


class PrivacyForm(forms.Form):
    visibility = forms.ChoiceField(
        label=_("Who sees your profile"),
        choices=WHO,
        widget=forms.RadioSelect,
        help_text=_("In your teams your name stands in any case: leave a team and it "
                    "goes."),
        error_messages={
            "required": _("Choose who sees your profile."),
            "invalid_choice": _("Choose who sees your profile."),
        },
    )  # fmt: skip
    shows_percentiles = forms.BooleanField(
        label=_("Show my best percentiles from FF Logs"),
        required=False,
        help_text=_("Without it your progress says what you cleared, and when. Nobody "
                    "is ranked by percentiles here."),
    )  # fmt: skip
