"""What a handle may be, and which two of them look alike."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.enums import RESERVED

HANDLE = r"^[A-Za-z0-9][A-Za-z0-9_-]{1,29}$"

_FOLDED = str.maketrans({"0": "o", "1": "l", "i": "l", "_": None, "-": None})

validate_handle = RegexValidator(
    HANDLE,
    _(
        "Letters from a to z, digits, - and _; two to thirty of them, and a letter or "
        "a digit first."
    ),
)


def is_handle(text: str) -> bool:
    return re.fullmatch(HANDLE.strip("^$"), text) is not None


def skeleton(handle: str) -> str:
    """Two handles of one skeleton could be taken for each other, so only one of them is
    given away: no matter the case, O and 0 are one, so are I, l and 1, rn and m, vv and
    w, and - and _ count for nothing."""
    plain = handle.lower().translate(_FOLDED)
    return plain.replace("rn", "m").replace("vv", "w")


class Skeleton(models.Func):
    """The same in the database."""

    arity = 1
    template = (
        "replace(replace(translate(lower(%(expressions)s), '01i_-', 'oll'),"
        " 'rn', 'm'), 'vv', 'w')"
    )
    output_field = models.CharField()


_RESERVED = frozenset(map(skeleton, RESERVED))


def validate_unreserved(handle: str) -> None:
    if handle.lower() in RESERVED or skeleton(handle) in _RESERVED:
        raise ValidationError(
            _("This name is reserved, or looks like one that is."), code="reserved"
        )
