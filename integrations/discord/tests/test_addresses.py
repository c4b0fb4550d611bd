"""Only Discord's own webhook addresses are ever asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.discord.addresses import parse_address
from integrations.discord.errors import NotAWebhook
from integrations.tests.samples import sample

ID = "112233445566778899"
TOKEN = "invented-Token_0123456789abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOP"
ADDRESS = f"https://discord.com/api/webhooks/{ID}/{TOKEN}"


@pytest.mark.parametrize(
    "address",
    [
        ADDRESS,
        f" {ADDRESS}/\n",
        ADDRESS.replace("discord.com", "discordapp.com"),
        ADDRESS.replace("discord.com", "ptb.discord.com"),
        ADDRESS.replace("discord.com", "canary.discord.com"),
        ADDRESS.replace("/api/", "/api/v10/"),
    ],
)
def test_every_form_of_a_webhook_is_understood(address):
    webhook = parse_address(address)

    assert (webhook.id, webhook.token) == (ID, TOKEN)


@pytest.mark.parametrize(
    "address",
    [
        "",
        ADDRESS.replace("https", "http"),
        ADDRESS.replace("discord.com", "discord.com.evil.example"),
        ADDRESS.replace("discord.com", "evil-discord.com"),
        ADDRESS.replace("discord.com", "discord.com@evil.example"),
        ADDRESS.replace("discord.com", "user@discord.com"),
        ADDRESS.replace("discord.com", "discord.com:444"),
        ADDRESS.replace("discord.com", "DISCORD.com\u3002evil.example"),
        ADDRESS.replace("discord.com", "127.0.0.1"),
        ADDRESS.replace("/api/", "//api/"),
        ADDRESS.replace("/webhooks/", "/channels/"),
        ADDRESS.replace(ID, "١١٢٢٣٣٤٤٥٥٦٦٧٧٨٨٩٩"),
        ADDRESS.replace(ID, "1/.."),
        ADDRESS.replace(TOKEN, f"../{TOKEN}"),
        ADDRESS.replace(TOKEN, "short"),
        f"{ADDRESS}/messages/1",
        f"{ADDRESS}?wait=true",
        f"{ADDRESS}#x",
        f"{ADDRESS}\nHost: evil.example",
        f"see {ADDRESS}",
    ],
)
def test_anything_else_is_refused(address):
    with pytest.raises(NotAWebhook):
        parse_address(address)


@given(st.text() | st.from_regex(r"https://.{0,30}webhooks/\d+/.{0,80}"))
def test_any_text_is_a_webhook_or_refused(text):
    try:
        webhook = parse_address(text)
    except NotAWebhook:
        return
    assert webhook.id.isascii()
    assert webhook.id.isdigit()


def test_the_token_is_not_shown():
    with pytest.raises(NotAWebhook) as caught:
        parse_address(f"{ADDRESS}?x")

    assert TOKEN not in repr(parse_address(ADDRESS))
    assert TOKEN not in repr(caught.value)


def test_the_recorded_address_is_understood():
    recorded = sample("discord/webhook_incoming_token_response.json")["webhook"]

    webhook = parse_address(recorded["url"])

    assert (webhook.id, webhook.token) == (recorded["id"], recorded["token"])
