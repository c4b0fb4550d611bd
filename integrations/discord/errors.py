"""What only Discord's webhooks say; the rest is in `integrations.errors`."""

from integrations.errors import ForbiddenAddress, NotFound, Permanent

DISCORD = "discord"


class NotAWebhook(ForbiddenAddress):
    """Not one of Discord's own webhook addresses."""

    outcome = "not a webhook"

    def __init__(self, service: str = DISCORD, status: int | None = None) -> None:
        super().__init__(service, status)


class WebhookGone(NotFound):
    """Somebody deleted the webhook: forget its address and never ask it again."""

    outcome = "webhook gone"


class MessageRefused(Permanent):
    """Discord found a fault in the message, at `places` ("embeds[0].title")."""

    outcome = "message refused"

    def __init__(
        self, service: str, status: int | None = None, places: tuple[str, ...] = ()
    ) -> None:
        super().__init__(service, status)
        self.args = (service, status, places)
        self.places = places

    @property
    def kind(self) -> str:
        return " ".join([f"status {self.status}", *self.places])
