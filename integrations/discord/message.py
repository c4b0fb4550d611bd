"""From an embed to what Discord takes, within its limits."""

from typing import Any

from integrations.discord.cutting import cut, length
from integrations.discord.schemas import Embed, EmbedField

CONTENT = 2000
TITLE = 256
DESCRIPTION = 4096
FIELDS = 25
FIELD_NAME = 256
FIELD_VALUE = 1024
FOOTER = 2048
AUTHOR = 256
TOTAL = 6000  # of all of an embed's texts together
NAMELESS = "\u200b"  # a field must have a name; this one nobody sees


class _Purse:
    """What is left of the total."""

    def __init__(self) -> None:
        self.left = TOTAL

    def pay(self, text: str, limit: int) -> str:
        taken = cut(text, min(limit, self.left))
        self.left -= length(taken)
        return taken


def build(embed: Embed | None, content: str = "") -> dict[str, Any]:
    """The message. Nobody is mentioned by it, whatever its texts say."""
    message: dict[str, Any] = {"allowed_mentions": {"parse": []}}
    if content := cut(content, CONTENT):
        message["content"] = content
    if embed:
        message["embeds"] = [_embed(embed)]
    return message


def _embed(embed: Embed) -> dict[str, Any]:
    purse = _Purse()  # the first in line get what they need
    parts: dict[str, Any] = {"title": purse.pay(embed.title, TITLE)}
    if author := purse.pay(embed.author, AUTHOR):
        parts["author"] = {"name": author}
    if footer := purse.pay(embed.footer, FOOTER):
        parts["footer"] = {"text": footer}
    parts["description"] = purse.pay(embed.description, DESCRIPTION)
    parts["fields"] = _fields(embed.fields, purse)
    parts["url"] = embed.url
    if embed.timestamp:
        parts["timestamp"] = embed.timestamp.isoformat()
    built = {name: part for name, part in parts.items() if part}
    if embed.colour is not None:
        built["color"] = embed.colour
    return built


def _fields(fields: tuple[EmbedField, ...], purse: _Purse) -> list[dict[str, Any]]:
    built: list[dict[str, Any]] = []
    for each in fields:
        name = cut(each.name, FIELD_NAME) or NAMELESS
        value = cut(each.value, FIELD_VALUE)
        if not value:
            continue  # Discord refuses a message with an empty one
        # A field of which little would be left says less than none.
        short_of = length(name) + min(length(value), 100) > purse.left
        if len(built) == FIELDS or short_of:
            break
        name, value = purse.pay(name, FIELD_NAME), purse.pay(value, FIELD_VALUE)
        built.append({"name": name, "value": value, "inline": each.inline})
    return built
