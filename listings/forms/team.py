"""Found or change a team."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import ABOUT_LENGTH, NAME_LENGTH
from accounts.forms.catalogue import world_choices
from config.lib.forms import TextField


class TeamForm(forms.Form):
    name = TextField(
        label=_("Name"),
        max_length=NAME_LENGTH,
        help_text=_("What players call you. It may be changed later."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    world = forms.TypedChoiceField(
        label=_("World"),
        choices=world_choices,
        coerce=int,
        help_text=_("Where you meet. It also says your data centre."),
    )
    about = TextField(
        label=_("About the team"),
        max_length=ABOUT_LENGTH,
        rows=8,
        required=False,
        help_text=_("Who you are and how you play. Markdown works."),
    )
