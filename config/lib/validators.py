"""Checks of typed text that every form shares."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# They turn the text around them, also text that is not theirs.
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]")
_MARKS_ON_A_LETTER = 3  # Vietnamese needs two; more is decoration that runs over lines


def validate_calm_text(text: str) -> None:
    """Right-to-left scripts are welcome; what breaks the lines of others is not."""
    if _OVERRIDES.search(text) or _CONTROLS.search(text):
        raise ValidationError(
            _("This holds invisible control characters. Type it again, or paste it as "
              "plain text."),
            code="controls",
        )  # fmt: skip
    marks = 0
    for character in unicodedata.normalize("NFC", text):
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > _MARKS_ON_A_LETTER:
            raise ValidationError(
                _("Too many accents on one letter: please write it plainly."),
                code="marks",
            )
