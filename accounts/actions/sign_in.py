"""What follows from a log-in or from an address that was proved."""

from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts.models import Session, User
from accounts.sign_in.session import SessionStore

UNPROVED_KEPT = timedelta(days=7)  # the link that proves it is good for three


@transaction.atomic
def drop_unproved(proved: EmailAddress) -> None:
    """Whoever signed up with this address and never proved it gives it free.

    Such an account was never entered, so there is nothing in it; while it stood, the
    address's owner could not write here by it.
    """
    others = _never_entered().filter(email=proved.email)
    others.exclude(pk=proved.user_id).delete()


def drop_strange_ways_in(user: User) -> None:
    """Whoever sets a password by a mail has the mailbox. Where nobody had proved it
    before, the ways in that there are were brought by somebody else."""
    if not EmailAddress.objects.filter(user=user, verified=True).exists():
        SocialAccount.objects.filter(user=user).delete()


def forget_unproved(now: datetime | None = None) -> int:
    """Who signed up and never proved an address leaves nothing behind: neither the
    address, which may be somebody else's, nor the password. Returns how many."""
    before = (now or timezone.now()) - UNPROVED_KEPT
    signed_up = EmailAddress.objects.filter(user=OuterRef("pk"))
    gone = _never_entered().filter(Exists(signed_up), date_joined__lt=before)
    return gone.delete()[1].get(User._meta.label, 0)


def forget_session(key: str | None) -> None:
    """From where somebody was logged in is nobody's business afterwards."""
    UserSession.objects.filter(session_key=key).delete()


def forget_sessions() -> int:
    """Those that ended by themselves: the session, and from where it was used. Returns
    how many were in use."""
    SessionStore.clear_expired()
    live = Session.objects.filter(session_key=OuterRef("session_key"))
    # One that begins at this moment may be written down before its session is.
    hour_ago = timezone.now() - timedelta(hours=1)
    old = UserSession.objects.filter(created_at__lt=hour_ago)
    return int(old.filter(~Exists(live)).delete()[0])


def _never_entered() -> QuerySet[User]:
    has_proved = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    return User.objects.filter(~Exists(has_proved), last_login=None, is_staff=False)


def join_provider(request: Any, user: User, sociallogin: Any) -> None:
    """Who came by a provider's proved address, and passed the second factor where
    there is one, comes by that provider from now on. The owner gets a mail."""
    account = sociallogin.account
    known = SocialAccount.objects.filter(provider=account.provider, uid=account.uid)
    if not known.exists():
        sociallogin.connect(request, user)
