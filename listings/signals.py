"""News for the floors above. Sent inside the transaction, with ids and the actor."""

from django.dispatch import Signal

listing_moved = Signal()  # listing_id, before, after, by_id (None: by time)
listing_hidden = Signal()  # listing_id, by_id
