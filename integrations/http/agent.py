"""Who we say we are."""

from django.conf import settings


def user_agent() -> str:
    contact = f" (+{settings.OUTSIDE_CONTACT})" if settings.OUTSIDE_CONTACT else ""
    return f"Muster/{settings.RELEASE}{contact}"
