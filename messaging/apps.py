from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "messaging"
    verbose_name = "Messages and notifications"

    def ready(self) -> None:
        from messaging import receivers  # noqa: F401, PLC0415 -- connects them
