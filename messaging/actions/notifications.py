"""Tell somebody something, once."""

from collections.abc import Iterable
from uuid import UUID

from messaging.models import Notification


def notify(
    recipients: Iterable[UUID], *, kind: str, event: str, title: str, url: str = ""
) -> None:
    """A row for each recipient. `event` names what happened: told again, it is ignored."""
    Notification.objects.bulk_create(
        [
            Notification(
                recipient_id=recipient,
                kind=kind,
                key=f"{kind}:{event}:{recipient}",
                title=title,
                url=url,
            )
            for recipient in sorted(set(recipients))
        ],
        ignore_conflicts=True,
    )
