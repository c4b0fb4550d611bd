"""However an address is typed, its mailbox has one spelling."""

import pytest
from django.core.exceptions import ValidationError

from config.lib.mailbox import (
    address_to_find,
    canonical_address,
    readable_address,
)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Ina@Example.COM", "ina@example.com"),
        (" ina@example.com ", "ina@example.com"),
        ("ina@example.com.", "ina@example.com"),
        ("ina@bücher.example", "ina@xn--bcher-kva.example"),
        ("INA@BÜCHER.Example", "ina@xn--bcher-kva.example"),
        ("ina@bu\u0308cher.example", "ina@xn--bcher-kva.example"),
        ("ina@XN--BCHER-KVA.example", "ina@xn--bcher-kva.example"),
        ("ina@mail.bücher.example", "ina@mail.xn--bcher-kva.example"),
        ("ina@xn--bcher-kva.straße.example", "ina@xn--bcher-kva.xn--strae-oqa.example"),
        # ß is a letter of its own since IDNA 2008, and not another way to write ss.
        ("ina@straße.example", "ina@xn--strae-oqa.example"),
        ("ina@strasse.example", "ina@strasse.example"),
        ("ina@例え.テスト", "ina@xn--r8jz45g.xn--zckzah"),
        ("ina@例え。テスト", "ina@xn--r8jz45g.xn--zckzah"),
        ("ina@пример.рф", "ina@xn--e1afmkfd.xn--p1ai"),
        # A tag behind the name and a dot in it are the mail server's business.
        ("in.a+muster@bücher.example", "in.a+muster@xn--bcher-kva.example"),
        ("no address", "no address"),
        ("", ""),
    ],
)
def test_spellings_of_one_mailbox_become_one(typed, stored):
    assert canonical_address(typed) == stored
    assert canonical_address(stored) == stored
    assert canonical_address(readable_address(stored)) == stored


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("ina@bü cher.example", "not a domain"),
        ("ina@xn--bücher.example", "not a domain"),
        ("ina@xn--99999.example", "not a domain"),
        ("ina@-bücher.example", "not a domain"),
        ("ina@bücher..example", "not a domain"),
        ("ina@" + "ü" * 64 + ".example", "not a domain"),
        ("ina@bü\u200bcher.example", "nobody can see"),
        ("ina@ｂücher.example", "plain letters"),
        ("i" * 240 + "@bücher.example", "no address of mail"),
        ("i" * 300 + "@example.com", "no address of mail"),
    ],
)
def test_address_that_cannot_be_one_is_told_why(typed, reason):
    with pytest.raises(ValidationError, match=reason):
        canonical_address(typed)


def test_address_that_is_none_is_looked_for_as_it_was_typed():
    assert address_to_find(" Ina@xn--99999.example") == "ina@xn--99999.example"


def test_people_read_the_unicode_spelling():
    assert readable_address("ina@xn--bcher-kva.example") == "ina@bücher.example"
    assert readable_address("ina@example.com") == "ina@example.com"
    assert readable_address("ina@xn--99999.example") == "ina@xn--99999.example"
