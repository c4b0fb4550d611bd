"""Which character somebody means: by its address at the Lodestone, or by its name."""

import re
import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from integrations.catalogue import catalogue

LONGEST_ADDRESS = 300
LARGEST_ID = 10  # digits; the game counts up one by one
EXAMPLE = "https://eu.finalfantasyxiv.com/lodestone/character/12345678/"
END = "/lodestone/character/12345678/"  # of one; short enough for a phone

_NUMBER = rf"([1-9][0-9]{{0,{LARGEST_ID - 1}}})"
_END = r"(?:[/?#].*)?"
_LODESTONE = r"(?:(?:www|m)\.)?(?:na|eu|jp|fr|de)\.finalfantasyxiv\.com"
# Where a character's number at the Lodestone stands in an address: there, and of other
# tools. Nothing but the number is ever used, so none of these is asked for anything.
_PLACES = (
    rf"{_LODESTONE}/lodestone/character/",
    r"(?:[a-z]{2,3}\.)?fflogs\.com/character/lodestone-id/",
    r"(?:[a-z]{2,3}\.)?tomestone\.gg/character/",
    r"(?:www\.)?lalachievements\.com/(?:[a-z]{2}/)?char/",
    r"(?:www\.)?ffxivcollect\.com/(?:[a-z]{2}/)?characters/",
    r"(?:www\.)?xivapi\.com/character/",
)
_ADDRESS = re.compile(
    rf"(?:https?://)?(?:{'|'.join(_PLACES)}){_NUMBER}{_END}", re.ASCII | re.IGNORECASE
)
_PAGE = re.compile(rf"(?:https?://)?{_LODESTONE}{_END}", re.ASCII | re.IGNORECASE)
_OWN_NUMBER = re.compile(
    rf"(?:https?://)?(?:[a-z]{{2,3}}\.)?fflogs\.com/character/id/{_NUMBER}{_END}",
    re.ASCII | re.IGNORECASE,
)
_ID = re.compile(_NUMBER, re.ASCII)
_SOME_NUMBER = re.compile(r"[+\-\u2212]?\d+(?:[.,]\d+)?")
# What stands around an address that was copied out of a chat, a mail or Markdown.
_BETWEEN = re.compile(r"[\s<>()\[\]{}\"'`|,;\u00ab\u00bb\u2018-\u201f\u3001\u3002\u3008-\u3011]+"
                      r"|[\u200b-\u200f\u2060\ufeff]+")  # fmt: skip
_BEFORE, _AFTER = "*_~#", "*_~.:!/"
_NAME = re.compile(r"[A-Za-z][A-Za-z'-]{0,14} [A-Za-z][A-Za-z'-]{0,14}", re.ASCII)


class LodestoneField(forms.CharField):
    """The id of a character. Nothing else of what was typed is ever used."""

    default_error_messages = {
        "number": _(
            "A character's number has up to %(most)s digits from 0 to 9 and is not 0."
        ),
        "page": _("That page of the Lodestone is no character's: the address of one ends in %(like)s"),
        "elsewhere": _("That is no address at the Lodestone: that of a character ends in %(like)s"),
        "own_number": _("That number is FF Logs' own. Paste the Lodestone address: that of a character ends in %(like)s"),
        "several": _("That names more than one character: %(ids)s. Paste the address of just one."),
    }  # fmt: skip

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_ADDRESS, **kwargs)

    def clean(self, value: Any) -> int:
        pieces = _pieces(super().clean(value))
        found = _ids(pieces)
        if len(found) != 1:
            fault = "several" if found else _fault(pieces)
            raise forms.ValidationError(
                self.error_messages[fault],
                code=fault,
                params={"most": LARGEST_ID, "like": END, "ids": ", ".join(found)},
            )
        return int(found[0])


def _pieces(text: str) -> list[str]:
    """Full width, as Japanese keyboards write it, is the same."""
    parts = _BETWEEN.split(unicodedata.normalize("NFKC", text))
    return [piece for part in parts if (piece := part.lstrip(_BEFORE).rstrip(_AFTER))]


def _ids(pieces: list[str]) -> list[str]:
    """Of every address among them, each once; a number alone counts only alone."""
    found = [match[1] for piece in pieces if (match := _ADDRESS.fullmatch(piece))]
    if not found and len(pieces) == 1 and _ID.fullmatch(pieces[0]):
        found = pieces
    return list(dict.fromkeys(found))


def _fault(pieces: list[str]) -> str:
    if len(pieces) == 1 and _SOME_NUMBER.fullmatch(pieces[0]):
        return "number"
    if any(map(_OWN_NUMBER.fullmatch, pieces)):
        return "own_number"
    return "page" if any(map(_PAGE.fullmatch, pieces)) else "elsewhere"


class AddCharacterForm(forms.Form):
    address = LodestoneField(
        label=_("Address of the character's Lodestone page"),
        help_text=_(
            "From any of its regions. The character's number alone will do, or a link "
            "from FF Logs, Tomestone, Lalachievements or FFXIV Collect that has it."
        ),
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
