"""One spelling for each mailbox, however its address is typed.

A domain outside ASCII has two spellings: Firefox submits müller.example, and Chrome
xn--mller-kva.example. The ASCII one is stored and compared, because every mail server
takes it; people are shown the Unicode one.
"""

import unicodedata

import idna
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST_ADDRESS = 254  # characters; no mail server takes a longer one (RFC 5321)


def canonical_address(typed: str) -> str:
    """The stored spelling. Raises ValidationError where it can be no address at all; that
    it is well-formed beyond that is Django's validator to say."""
    if len(typed) > LONGEST_ADDRESS:
        raise ValidationError(_("That is no address of mail."))
    if any(unicodedata.category(sign)[0] == "C" for sign in typed):
        raise ValidationError(_("There is a sign in it that nobody can see."))
    address = unicodedata.normalize("NFC", typed.strip())
    if unicodedata.normalize("NFKC", address) != address:
        raise ValidationError(_("Write it in plain letters."))
    name, at, domain = address.lower().rpartition("@")
    address = f"{name}{at}{_in_ascii(domain)}" if at else address.lower()
    if len(address) > LONGEST_ADDRESS:
        raise ValidationError(_("That is no address of mail."))
    return address


def address_to_find(typed: str) -> str:
    """The stored spelling, or what was typed where there is none: nobody has that."""
    try:
        return canonical_address(typed)
    except ValidationError:
        return typed.strip().lower()


def readable_address(address: str) -> str:
    """The Unicode spelling, for people."""
    name, at, domain = address.rpartition("@")
    if "xn--" not in domain.lower():
        return address
    try:
        return f"{name}{at}{idna.decode(domain)}"
    except idna.IDNAError:
        return address


def _in_ascii(domain: str) -> str:
    domain = domain.removesuffix(".")  # the root of all domains, which nobody writes
    if domain.isascii() and "xn--" not in domain:
        return domain
    try:
        return idna.encode(domain, uts46=True, std3_rules=True).decode()
    except idna.IDNAError:
        raise ValidationError(
            _("The part after the @ is not a domain that exists. Check its spelling."),
            code="domain",
        ) from None
