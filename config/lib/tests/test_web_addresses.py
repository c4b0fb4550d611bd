"""One rule for every address that people give to others."""

from datetime import UTC

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import get_resolver

from config.lib.text import render_markdown
from config.lib.web_addresses import (
    WebAddressField,
    WebAddressFormField,
    is_web_address,
    validate_web_address,
)

GOOD = [
    "https://guides.example.com/ember-tide",
    "http://example.com",
    "HTTPS://Example.COM/Path?q=1&r=%20#part",
    "https://example.com:8443/a",
    "https://example.com./",
    "https://my_guides.example.com/",
    "https://xn--r8jz45g.jp/",
    "https://例え.jp/攻略?ページ=1#上",
    "https://münchen.example/straße",
    "https://пример.рф/",
    "https://example.com/@ann/guide",
    "https://example.com/?mail=ann@example.com",
    "https://example.com/%E2%80%AE%0A",
    "https://203.0.113.7/a",
    "https://[2001:db8::7]/a",
    "https://example.com/" + "a" * 2000,
]
BAD = {
    "javascript:alert(1)": "invalid",
    "JavaScript://example.com/%0aalert(1)": "invalid",
    "data:text/html;base64,PHA+": "invalid",
    "ftp://example.com/": "invalid",
    "mailto:ann@example.com": "invalid",
    "//example.com/": "invalid",
    "/listings/": "invalid",
    "example.com": "invalid",
    "https://": "invalid",
    "https:///example.com": "invalid",
    "https://localhost/": "invalid",
    "https://example..com/": "invalid",
    "https://-example.com/": "invalid",
    "https://exa%6dple.com/": "invalid",
    "https://example.com:0x50/": "invalid",
    "https://example.com:99999/": "invalid",
    "https://1.2.3/": "invalid",
    "https://1.2.3.999/": "invalid",
    "https://0x7f.1/": "invalid",
    "https://[::g]/": "invalid",
    "https://[2001:db8::7/": "invalid",
    "https://example.com\\@evil.example/": "invalid",
    "https://evil.example\\.example.com/": "invalid",
    "https://\uff45vil.example/": "invalid",
    "https://evil\uff0eexample/": "invalid",
    "https://evil\u3002example/": "invalid",
    "https://evil.example\uff0fexample.com/": "invalid",
    "https://" + "a" * 64 + ".example": "invalid",
    "https://" + "a." * 150 + "example": "invalid",
    "https://ann@example.com/": "user",
    "https://ann:secret@example.com/": "user",
    "https://example.com@evil.example/": "user",
    "https://@example.com/": "user",
    "https://exam\u200bple.com/": "invisible",
    "https://example.com/\u202egpj.exe": "invisible",
    "https://example.com/\u2066a\u2069": "invisible",
    "https://exam\u00adple.com/": "invisible",
    "https://example.com/\ufeff": "invisible",
    "https://example.com/a\u200d": "invisible",
    "https://example.com/\u3164": "invisible",
    "https://example.com/\ufe0f": "invisible",
    "https://example.com/\U000e0041": "invisible",
    "https://example.com/a b": "invalid",
    "https://example.com/a\u3000b": "invisible",
    "https://example.com/a\tb": "invisible",
    "https://example.com/\x00": "invisible",
    "https://example.com/\x1b[31m": "invisible",
    "https://example.com/\x85": "invisible",
    "https://example.com/\ud800": "invisible",
    "https://example.com/" + "a" * 2048: "max_length",
}


@pytest.mark.parametrize("address", GOOD)
def test_an_address_of_the_web_is_taken(address):
    validate_web_address(address)


@pytest.mark.parametrize("address", BAD)
def test_any_other_is_refused_with_what_to_do(address):
    with pytest.raises(ValidationError) as refused:
        validate_web_address(address)

    assert refused.value.code == BAD[address]


@pytest.mark.parametrize("address", GOOD)
def test_markdown_links_to_it(address):
    assert "<a href=" in render_markdown(f"[guide]({address})", UTC)


# Markdown itself makes another text of these: an escape, and marks for no character.
MADE_ANEW = {address for address in BAD if set(address) & set("\\\x00\ud800")}


@pytest.mark.parametrize("address", sorted(BAD.keys() - MADE_ANEW))
def test_markdown_links_to_no_other(address):
    for text in (f"[guide]({address})", f"[guide](<{address}>)", f"<{address}>"):
        assert "href" not in render_markdown(text, UTC)


def ours(kind):
    for each in kind.__subclasses__():
        yield from ours(each)
        if each.__module__.partition(".")[0] in APPS:
            yield each


APPS = {config.name.partition(".")[0] for config in apps.get_app_configs()} - {
    "allauth", "django",
}  # fmt: skip


def test_every_field_for_an_address_goes_by_this_rule():
    assert get_resolver().url_patterns  # by which every form is imported
    columns = {
        str(field): isinstance(field, WebAddressField)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.URLField) and model.__module__.split(".")[0] in APPS
    }
    fields = {
        f"{form.__qualname__}.{name}": isinstance(field, WebAddressFormField)
        for form in ours(forms.BaseForm)
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.URLField)
    }

    assert set(columns) >= {
        "listings.Listing.strategy_url",
        "accounts.Character.avatar_url",
    }
    assert "ListingForm.strategy_url" in fields
    assert all(columns.values())
    assert all(fields.values())


def test_a_form_writes_https_before_an_address_without_it():
    field = WebAddressFormField(max_length=300)

    assert field.clean(" guides.example.com/a ") == "https://guides.example.com/a"
    with pytest.raises(ValidationError, match="before the @"):
        field.clean("ann@guides.example.com/a")
    assert isinstance(WebAddressField(max_length=300).formfield(), WebAddressFormField)


def test_ten_megabytes_are_refused_unread():
    assert not is_web_address("https://example.com/" + "a" * 10_000_000)
