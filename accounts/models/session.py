"""Where somebody is logged in; see `accounts.sign_in.session`."""

from typing import Any, ClassVar

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import OuterRef

from accounts.models.invite import TeamInvite
from accounts.models.user import User


class SessionManager(models.Manager["Session"]):
    def get_queryset(self) -> models.QuerySet["Session"]:
        """With whose it is: whoever asks for a session asks for that next."""
        return super().get_queryset().select_related("user")

    def with_news(self) -> models.QuerySet["Session"]:
        """And what waits for that person, which the head of every page says."""
        waiting = TeamInvite.objects.count_waiting(OuterRef("user"))
        return self.annotate(waiting_invites=waiting)


class Session(AbstractBaseSession):
    # Nobody's while one is not logged in. Django keeps this in `session_data` alone.
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True)

    objects: ClassVar[SessionManager] = SessionManager()  # type: ignore[assignment]  # nothing asks for more

    @classmethod
    def get_session_store_class(cls) -> Any:
        from accounts.sign_in.session import SessionStore  # noqa: PLC0415 -- it needs us

        return SessionStore
