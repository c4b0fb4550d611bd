"""Sessions that the database alone proves, read in one query with whose they are."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.core import context
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

from accounts.models import User
from accounts.models.session import Session


class SessionStore(db.SessionStore):
    """No copy lies in a cache: one there would outlive a log-out that it missed."""

    user: User | None = None  # as of when the session was read

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row: Any = super().create_model_instance(data)
        row.user_id = data.get(SESSION_KEY)
        return row

    def _get_session_from_db(self) -> Any:
        live = self.get_model_class().objects.with_news()
        now = timezone.now()
        try:
            return live.get(session_key=self.session_key, expire_date__gt=now)
        except self.get_model_class().DoesNotExist:
            self._session_key = None
            return None

    def load(self) -> dict[str, Any]:
        row = self._get_session_from_db()
        if row is None:
            return {}
        self.user = row.user
        if self.user is not None:
            self.user.waiting_invites = row.waiting_invites
        return self.decode(row.session_data)


class SessionBackend(AuthenticationBackend):  # type: ignore[misc]  # untyped
    def get_user(self, user_id: Any) -> Any:
        """Whom the request's session was read with; else one more query."""
        user = getattr(getattr(context.request, "session", None), "user", None)
        if user is None or user.pk != user_id:
            return super().get_user(user_id)
        return user if self.user_can_authenticate(user) else None
