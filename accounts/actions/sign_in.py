"""What follows from a log-in or from an address that was proved."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.db.models import Exists, OuterRef

from accounts.models import User


@transaction.atomic
def drop_unproved(proved: EmailAddress) -> None:
    """Whoever signed up with this address and never proved it gives it free.

    Such an account was never entered, so there is nothing in it; while it stood, the
    address's owner could not write here by it.
    """
    others = User.objects.filter(email=proved.email, last_login=None, is_staff=False)
    has_proved = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    others.filter(~Exists(has_proved)).exclude(pk=proved.user_id).delete()


def join_provider(request: Any, user: User, sociallogin: Any) -> None:
    """Who came by a provider's proved address, and passed the second factor where
    there is one, comes by that provider from now on. The owner gets a mail."""
    account = sociallogin.account
    known = SocialAccount.objects.filter(provider=account.provider, uid=account.uid)
    if not known.exists():
        sociallogin.connect(request, user)
