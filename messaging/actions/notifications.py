"""Tell somebody something, once."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from messaging.models import Notification


def notify(
    recipients: Iterable[UUID],
    *,
    kind: str,
    event: str,
    title: str,
    url: str = "",
    data: Mapping[str, datetime | None] | None = None,
) -> None:
    """A row for each recipient. `event` names what happened: told again, it is ignored.

    A moment goes into `data`: a title is the same for every recipient, and each reads
    dates in their own zone.
    """
    Notification.objects.bulk_create(
        [
            Notification(
                recipient_id=recipient,
                kind=kind,
                key=f"{kind}:{event}:{recipient}",
                title=title,
                url=url,
                data=data or {},
            )
            for recipient in sorted(set(recipients))
        ],
        ignore_conflicts=True,
    )
