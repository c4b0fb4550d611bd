"""Which addresses are a webhook of Discord's."""

import re

from integrations.discord.errors import NotAWebhook
from integrations.discord.schemas import Webhook

_ADDRESS = re.compile(
    r"https://(?:(?:ptb|canary)\.)?discord(?:app)?\.com"
    r"/api/(?:v[0-9]{1,2}/)?webhooks/"
    r"(?P<id>[0-9]{15,20})/(?P<token>[A-Za-z0-9_-]{20,128})/?"
)


def parse_address(text: str) -> Webhook:
    """The webhook of an address as people paste it. Raises `NotAWebhook`."""
    found = _ADDRESS.fullmatch(text.strip())
    if found is None:
        raise NotAWebhook
    return Webhook(found["id"], found["token"])
