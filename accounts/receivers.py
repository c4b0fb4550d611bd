"""News of allauth's, each a call of an action."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import (
    email_confirmed,
    password_reset,
    user_logged_in,
)
from allauth.mfa.signals import authenticator_added
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver

from accounts.actions.sign_in import (
    drop_strange_ways_in,
    drop_unproved,
    forget_session,
    join_provider,
)


@receiver(email_confirmed)
def forget_who_never_proved_it(email_address: Any, **kwargs: Any) -> None:
    drop_unproved(email_address)


@receiver(password_reset)
def leave_it_to_who_has_the_mailbox(user: Any, **kwargs: Any) -> None:
    drop_strange_ways_in(user)


@receiver(user_logged_in)
def join_after_log_in(
    request: Any, user: Any, sociallogin: Any = None, **kwargs: Any
) -> None:
    if sociallogin is not None:
        join_provider(request, user, sociallogin)


@receiver(user_logged_out)
def forget_from_where(request: Any, **kwargs: Any) -> None:
    forget_session(request.session.session_key)


@receiver(authenticator_added)
def count_as_proved(request: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    """Who has just set it up has just shown that it is theirs."""
    if authenticator.type != authenticator.Type.RECOVERY_CODES:
        record_authentication(
            request, user, "mfa", id=authenticator.pk, type=authenticator.type
        )
