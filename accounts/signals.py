"""News for the floors above. Sent inside the transaction, with ids and the actor."""

from django.dispatch import Signal

team_changed = Signal()  # team_id, by_id: name, world or about changed
team_archived = Signal()  # team_id, by_id

# user_id: whatever of a person others may see or find them by has changed: profile,
# availability, characters, progress, handle, visibility, suspension.
profile_changed = Signal()
character_verified = Signal()  # character_id, user_id
character_taken_over = Signal()  # character_id, user_id: of who had it before
# character_id, user_id, outcome (of errands.Trouble): Muster looked for a day, in vain
verification_given_up = Signal()
seeking_ends_soon = Signal()  # user_id, until: told once
team_invited = Signal()  # invite_id, team_id, user_id, by_id: for one person
member_joined = Signal()  # membership_id, team_id, user_id, by_id
member_left = Signal()  # membership_id, team_id, user_id, by_id; ends their seats
member_changed = Signal()  # membership_id, team_id, by_id: role, kind, character or job
user_blocked = Signal()  # blocker_id, blocked_id
account_erased = Signal()  # user_id, emails: the addresses it had
