from messaging.actions.news import (
    forget_person,
    tell_code_not_found,
    tell_of_invitation,
    tell_of_take_over,
    tell_seeking_ends,
)
from messaging.actions.notifications import notify
from messaging.actions.queueing import queue_mail
from messaging.actions.sending import message_id, send, send_by_id, send_due
from messaging.actions.upkeep import empty_old, forget_strangers, send_again

__all__ = [
    "empty_old",
    "forget_person",
    "forget_strangers",
    "message_id",
    "notify",
    "queue_mail",
    "send",
    "send_again",
    "send_by_id",
    "send_due",
    "tell_code_not_found",
    "tell_of_invitation",
    "tell_of_take_over",
    "tell_seeking_ends",
]
