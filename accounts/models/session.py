"""Where somebody is logged in; see `accounts.sign_in.session`."""

from typing import Any, ClassVar

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from accounts.models.user import User


class SessionManager(models.Manager["Session"]):
    def get_queryset(self) -> models.QuerySet["Session"]:
        """With whose it is: whoever asks for a session asks for that next."""
        return super().get_queryset().select_related("user")


class Session(AbstractBaseSession):
    # Nobody's while one is not logged in. Django keeps this in `session_data` alone.
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True)

    objects: ClassVar[SessionManager] = SessionManager()  # type: ignore[assignment]  # nothing asks for more

    @classmethod
    def get_session_store_class(cls) -> Any:
        from accounts.sign_in.session import SessionStore  # noqa: PLC0415 -- it needs us

        return SessionStore
