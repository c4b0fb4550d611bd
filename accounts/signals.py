"""News for the floors above. Sent inside the transaction, with ids and the actor."""

from django.dispatch import Signal

team_changed = Signal()  # team_id, by_id: name, world or about changed
team_archived = Signal()  # team_id, by_id
