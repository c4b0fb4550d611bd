"""News of allauth's, each a call of an action."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import email_confirmed, user_logged_in
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver

from accounts.actions.sign_in import drop_unproved, join_provider


@receiver(email_confirmed)
def forget_who_never_proved_it(email_address: Any, **kwargs: Any) -> None:
    drop_unproved(email_address)


@receiver(user_logged_in)
def join_after_log_in(
    request: Any, user: Any, sociallogin: Any = None, **kwargs: Any
) -> None:
    if sociallogin is not None:
        join_provider(request, user, sociallogin)


@receiver(authenticator_added)
def count_as_proved(request: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    """Who has just set it up has just shown that it is theirs."""
    if authenticator.type != authenticator.Type.RECOVERY_CODES:
        record_authentication(
            request, user, "mfa", id=authenticator.pk, type=authenticator.type
        )
