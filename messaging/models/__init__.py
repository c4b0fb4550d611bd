from messaging.models.mail import Mail
from messaging.models.notification import Notification

__all__ = ["Mail", "Notification"]
