"""What a listing says in plain fields."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from accounts.enums import Intensity, Language
from accounts.forms.catalogue import job_choices
from config.lib.forms import TextField, ZoneField
from config.lib.web_addresses import WebAddressFormField
from integrations.enums import FIELD_RAID_SIZE
from listings.enums import PITCH_LENGTH, ROSTER_SIZES, TITLE_LENGTH, Loot, Stage, Voice

TICKS = forms.CheckboxSelectMultiple


class ListingForm(forms.Form):
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    title = TextField(
        label=_("Title"),
        max_length=TITLE_LENGTH,
        required=False,
        help_text=_("Seen first, on the board and on Discord. Left empty, it names your "
                    "open seats and your goal."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    stage = forms.ChoiceField(label=_("Stage"), choices=Stage.choices)
    intensity = forms.ChoiceField(label=_("Intensity"), choices=Intensity.choices)
    hours_per_week = forms.DecimalField(
        label=_("Hours a week"),
        max_digits=4,
        decimal_places=1,
        required=False,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("Empty: counted from the raid evenings."),
    )
    blind = forms.BooleanField(
        label=_("Blind: no guides before the clear"), required=False
    )
    week_one = forms.BooleanField(label=_("We go for week one"), required=False)
    strategy_url = WebAddressFormField(
        label=_("Link to your strategies"), max_length=300, required=False
    )
    size = forms.TypedChoiceField(
        label=_("Seats in the roster"),
        choices=[
            *((n, n) for n in ROSTER_SIZES),
            (FIELD_RAID_SIZE, _("None: a field raid says which jobs it seeks")),
        ],
        coerce=int,
        help_text=_("Save to see the rows of another size."),
    )
    sought_jobs = forms.TypedMultipleChoiceField(
        label=_("Jobs you look for"),
        choices=job_choices,
        coerce=int,
        required=False,
        widget=TICKS,
    )
    time_zone = ZoneField(
        label=_("Time zone of the evenings"),
        help_text=_("Each reader sees the times in their own."),
    )
    starts_on = forms.DateField(
        label=_("Starts on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"), choices=Language.choices, widget=TICKS
    )
    languages_required = forms.MultipleChoiceField(
        label=_("Languages one must speak"),
        choices=Language.choices,
        widget=TICKS,
        required=False,
    )
    voice = forms.ChoiceField(label=_("Voice"), choices=Voice.choices)
    loot = forms.ChoiceField(label=_("Loot"), choices=Loot.choices, required=False)
    travel_accepted = forms.BooleanField(
        label=_("Players may travel from another data centre"), required=False
    )
    transfer_wanted = forms.BooleanField(
        label=_("We would like them to transfer to our world"), required=False
    )
    min_item_level = forms.IntegerField(
        label=_("Item level, at least"), min_value=1, max_value=9999, required=False
    )
    pitch = TextField(
        label=_("In your words"),
        max_length=PITCH_LENGTH,
        rows=10,
        required=False,
        help_text=_("Who you are, how a raid evening goes, whom you hope for. "
                    "Markdown works."),
    )  # fmt: skip

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].offer(zone)  # type: ignore[attr-defined]  # it is a ZoneField

    def clean_languages_required(self) -> list[str]:
        required: list[str] = self.cleaned_data["languages_required"]
        spoken = self.cleaned_data.get("languages", [])
        if unspoken := [
            Language(code).label for code in required if code not in spoken
        ]:
            raise forms.ValidationError(
                _("%(languages)s: tick it among the languages you speak, too.")
                % {"languages": ", ".join(str(name) for name in unspoken)}
            )
        return required

    def plain_fields(self) -> dict[str, Any]:
        """The listing's own columns, cleaned."""
        others = {"version", "time_zone"}
        return {k: v for k, v in self.cleaned_data.items() if k not in others}
