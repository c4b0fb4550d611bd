"""Posts to webhooks."""

from typing import Any, TypeVar

from integrations.discord.addresses import parse_address
from integrations.discord.errors import DISCORD, MessageRefused, WebhookGone
from integrations.discord.message import build
from integrations.discord.parsers import parse_places, parse_posted, parse_slowdown
from integrations.discord.schemas import Embed, Posted
from integrations.errors import (
    Changed,
    NotFound,
    OutsideError,
    Permanent,
    RateLimited,
)
from integrations.http import Answer, Clock, Outside, Rate, Service, pause
from integrations.http.clock import SYSTEM

E = TypeVar("E", bound=OutsideError)

SERVICE = Service(
    name=DISCORD,
    hosts=("discord.com",),
    base_url="https://discord.com/api/v10",
    rate=Rate(per_second=20, burst=20),  # Discord's own limit is 50
    lane_rate=Rate(per_second=0.5, burst=5),  # of one webhook
    max_bytes=256 * 1024,
)


def post_webhook(
    address: str,
    embed: Embed | None = None,
    *,
    content: str = "",
    clock: Clock = SYSTEM,
) -> Posted:
    """Post an embed, a line of content, or both, where the address leads.

    It is asked once: whether to repeat a `Temporary` that may have `reached` Discord is
    the caller's to weigh. Raises `NotAWebhook` without asking anybody, `WebhookGone`
    (forget the address), `MessageRefused`, and what `integrations.errors` lists.
    """
    webhook = parse_address(address)
    try:
        answer = Outside(SERVICE, clock).post(
            f"/webhooks/{webhook.id}/{webhook.token}",
            params={"wait": "true"},  # else a failure would be silent
            json=build(embed, content),
            accept_status=(200,),
            label="webhook",
            lane=webhook.id,
        )
    except RateLimited as error:
        raise _slowed(error, webhook.id, clock) from None
    except NotFound as error:
        raise _with_answer(WebhookGone(DISCORD, error.status), error) from None
    except Permanent as error:
        if error.status != 400:
            raise
        raise _refused(error) from None
    return parse_posted(answer.json())


def _slowed(error: RateLimited, lane: str, clock: Clock) -> RateLimited:
    """The same with the seconds of the body: they are exact, the header's are not."""
    told = parse_slowdown(_said(error.answer))
    if told is None:
        return error
    pause(SERVICE, told.seconds, lane="" if told.is_global else lane, clock=clock)
    return _with_answer(RateLimited(DISCORD, told.seconds, status=429), error)


def _refused(error: Permanent) -> MessageRefused:
    places = parse_places(_said(error.answer))
    return _with_answer(MessageRefused(DISCORD, error.status, places), error)


def _with_answer(new: E, old: OutsideError) -> E:
    new.answer = old.answer
    return new


def _said(answer: Answer | None) -> Any:
    try:
        return answer.json() if answer else None
    except Changed:
        return None
