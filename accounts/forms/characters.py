"""Which character somebody means: by its address at the Lodestone, or by its name."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from integrations.catalogue import catalogue

LONGEST_ADDRESS = 300
LARGEST_ID = 10  # digits; the game counts up one by one
EXAMPLE = "https://eu.finalfantasyxiv.com/lodestone/character/12345678/"
END = "/lodestone/character/12345678/"  # of one; short enough for a phone

_HOST = r"(?:https?://)?(?:na|eu|jp|fr|de)\.finalfantasyxiv\.com"
_ADDRESS = re.compile(
    rf"{_HOST}/lodestone/character/([1-9][0-9]{{0,{LARGEST_ID - 1}}})(?:[/?#].*)?",
    re.ASCII | re.IGNORECASE | re.DOTALL,
)
_LODESTONE = re.compile(rf"{_HOST}(?:[/?#].*)?", re.ASCII | re.IGNORECASE | re.DOTALL)
_ID = re.compile(rf"[1-9][0-9]{{0,{LARGEST_ID - 1}}}", re.ASCII)
_NUMBER = re.compile(r"[+\-\u2212]?\d+(?:[.,]\d+)?")
_NAME = re.compile(r"[A-Za-z][A-Za-z'-]{0,14} [A-Za-z][A-Za-z'-]{0,14}", re.ASCII)


class LodestoneField(forms.CharField):
    """The id of a character. Nothing else of what was typed is ever used."""

    default_error_messages = {
        "number": _(
            "A character's number has up to %(most)s digits from 0 to 9 and is not 0."
        ),
        "page": _("That page of the Lodestone is no character's: the address of one ends in %(like)s"),
        "elsewhere": _("That is no address at the Lodestone: that of a character ends in %(like)s"),
    }  # fmt: skip

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_ADDRESS, **kwargs)

    def clean(self, value: Any) -> int:
        text = super().clean(value)
        found = _ID.fullmatch(text) or _ADDRESS.fullmatch(text)
        if found is None:
            raise forms.ValidationError(
                self.error_messages[_fault(text)],
                code=_fault(text),
                params={"most": LARGEST_ID, "like": END},
            )
        return int(found[found.lastindex or 0])


def _fault(text: str) -> str:
    if _NUMBER.fullmatch(text):
        return "number"
    return "page" if _LODESTONE.fullmatch(text) else "elsewhere"


class AddCharacterForm(forms.Form):
    address = LodestoneField(
        label=_("Address of the character's Lodestone page"),
        help_text=_("From any of its regions. The character's number alone will do."),
        widget=forms.TextInput(
            attrs={
                "placeholder": EXAMPLE,
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
                "inputmode": "url",
            }
        ),
    )


class FindCharacterForm(forms.Form):
    name = forms.CharField(
        label=_("Full name"),
        max_length=31,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "words",
                "spellcheck": "false",
            }
        ),
    )
    world = forms.TypedChoiceField(label=_("Home world"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = catalogue()
        groups = [
            (f"{dc.name} · {dc.region.name}", [(w.id, w.name) for w in worlds])
            for dc in known.offered_data_centres
            if (worlds := known.worlds_of(dc))
        ]
        field = self.fields["world"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101  -- as above
        field.choices = [("", _("Choose a world")), *groups]

    def clean_name(self) -> str:
        words = str(self.cleaned_data["name"]).replace("\u2019", "'").split()
        if not _NAME.fullmatch(" ".join(words)):
            raise forms.ValidationError(
                _("A character has a first and a last name, as the game shows them: letters, "
                  "apostrophes and hyphens.")
            )  # fmt: skip
        return " ".join(words)
