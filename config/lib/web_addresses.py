"""Which addresses people may give to others: in a field of a form, and in Markdown."""

import ipaddress
import re
import unicodedata
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

if TYPE_CHECKING:
    _URLField = models.URLField[str, str]
else:  # only its stubs know of what it holds
    _URLField = models.URLField

NO_ADDRESS = _l(
    "That's not a web address. It should look like https://example.com/page."
)
LONGEST = 2048  # characters
# What nobody sees, but that is no control or format character by its category.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0100-\U000e01ef]"
)
_DOT = re.compile("[\u3002\uff0e\uff61]")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")  # a host that ends so is read as IPv4


def validate_web_address(text: str) -> None:
    """http or https, a host that leads somewhere, and nothing that hides which."""
    if len(text) > LONGEST:
        raise ValidationError(_("This address is too long."), code="max_length")
    if _UNSEEN.search(text) or any(map(_is_unseen, text.replace(" ", ""))):
        raise ValidationError(
            _("This contains an invisible character. Retype it."), code="invisible"
        )
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if (
        not _is_host(host)
        or parts.scheme not in {"http", "https"}
        or set(text) & set(" \\")
    ):
        raise ValidationError(NO_ADDRESS, code="invalid")
    if "@" in parts.netloc:
        raise ValidationError(
            _("Leave out what stands before the @: a link to a website has no name or "
              "password in it."),
            code="user",
        )  # fmt: skip


def is_web_address(text: str) -> bool:
    try:
        validate_web_address(text)
    except ValidationError:
        return False
    return True


def _is_unseen(character: str) -> bool:
    # Controls, formats, halves of pairs, private and unassigned ones, and gaps.
    return unicodedata.category(character)[0] in "CZ"


def _is_host(host: str) -> bool:
    """A name of several parts, in any script, or an IP address."""
    if ":" in host:
        return _is_ip(host)
    # A browser takes wide letters and dots for the plain ones, a reader may not.
    if not host or _DOT.search(host) or unicodedata.normalize("NFKC", host) != host:
        return False
    try:
        labels = host.removesuffix(".").encode("idna").decode().split(".")
    except UnicodeError:
        return False
    if _NUMBER.fullmatch(labels[-1]):
        return _is_ip(host)
    return (
        len(labels) > 1
        and len(".".join(labels)) <= 253
        and all(map(_LABEL.fullmatch, labels))
    )


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


class WebAddressFormField(forms.URLField):
    """What is typed without `https://` gets it."""

    default_validators = [validate_web_address]
    default_error_messages = {"invalid": NO_ADDRESS}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"assume_scheme": "https", **kwargs})


class WebAddressField(_URLField):
    """A column like URLField's, which is what migrations call it."""

    default_validators = [validate_web_address]

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": WebAddressFormField, **kwargs})
