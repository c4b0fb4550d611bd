"""Every component in every state, on one page: how a change of look is judged."""

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from accounts.views.setting_up import SettingUp, Step
from config.lib.http import SiteRequest
from config.lib.text import render_markdown
from listings.strips import player_samples, samples

STATIC = settings.BASE_DIR / "static" / "css" / "components"
# Parts whose title stands here: their file holds only the component.
PARTS = (
    ("roster", "Roster strip", "roster-strip.css"),
    ("week", "Week strip", "week-strip.css"),
    ("card", "Listing card", "listing-card.css"),
    ("player", "Player's card", "player-card.css"),
    ("claims", "Claims with their age", "tag.css"),
    ("progress", "Progress", "progress.css"),
    ("jobs", "Jobs", "jobs.css"),
    ("pasted", "Text pasted from Discord", "layout.css"),
    ("free", "Free for raids", "week-strip.css, player.css"),
    ("setting_up", "What somebody new does first", "setting-up.css"),
)

PASTED = """\
## <:crystal:112233445566778899> Dusk Choir, one seat open
-# three evenings, one caller, a break with tea
First pull <t:1796155200:F>, then <t:1796155200:R>. Ask <@&112233445566778899> or see \
<#112233445566778899>.
We have seen ||the towers of phase three||. __Scholar__ first, *any healer* after that.
>>> Somebody said of us:

they wipe, laugh, and pull again.
"""
STEPS = (
    Step("Choose a handle", "Teams find and invite you by it.", "#main", True),
    Step("Say who you are", "A headline and the jobs you raid on.", "#main", True),
    Step("Verify a character", "Levels and progress fill in.", "#main", False),
    Step("Say when you can raid", "Each listing then says what fits.", "#main", False),
)


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(
        label="Team name", max_length=40, help_text="As it stands in your posts."
    )
    email = forms.EmailField(label="E-mail")
    hours = forms.IntegerField(label="Hours a week", min_value=1, required=False)
    start = forms.TimeField(
        label="From", widget=forms.TimeInput(attrs={"type": "time"})
    )
    stage = forms.ChoiceField(
        label="Stage",
        choices=[("prog", "Progression"), ("clear", "Clear"), ("farm", "Reclear")],
    )
    role = forms.MultipleChoiceField(
        label="Roles",
        choices=[("tank", "Tank"), ("healer", "Healer"), ("melee", "Melee")],
        widget=forms.CheckboxSelectMultiple,
        help_text="As many as you like.",
    )
    voice = forms.ChoiceField(
        label="Voice",
        choices=[("speak", "Speak"), ("listen", "Listen"), ("none", "None")],
        widget=forms.RadioSelect,
    )
    pitch = forms.CharField(
        label="Pitch", widget=forms.Textarea({"rows": 5}), required=False
    )
    masked = forms.BooleanField(
        label="Masked first look", help_text="Name and world hidden until shortlisted."
    )


def _wrong() -> SampleForm:
    wrong = SampleForm(
        {"name": "", "email": "not an address", "hours": "0", "stage": "x"},
        auto_id="wrong_%s",
    )
    wrong.add_error(None, "Two windows overlap on Tuesday: make them one.")
    return wrong


def styleguide(request: SiteRequest) -> HttpResponse:
    filled = {
        "name": "Quiet Hours",
        "stage": "clear",
        "role": ["healer"],
        "masked": True,
    }
    context = {
        **samples.styleguide(),
        **player_samples.players(),
        "styles": [
            f"css/components/{file.name}" for file in sorted(STATIC.glob("*.css"))
        ],
        "parts": [
            (title, file, f"styleguide/_{name}.html") for name, title, file in PARTS
        ],
        "pasted": render_markdown(PASTED, request.zone),
        "setting_up": SettingUp(STEPS),
        "form": SampleForm(initial=filled),
        "wrong": _wrong(),
        "chips": [
            {"label": label, "url": "#main"}
            for label in ("Healer", "Europe and Japan", "日本語")
        ],
    }
    return render(request, "styleguide/index.html", context)


urlpatterns = [path("styleguide/", styleguide, name="styleguide")]
