import time
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from listings.demo.people import ensure_second_factor

PERIOD = 30  # seconds


class Command(BaseCommand):
    help = "Says the code of the demo moderator's second factor, mo@example.com."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("There are no demo log-ins here.")
        mo = User.objects.filter(email="mo@example.com", is_staff=True).first()
        if mo is None:
            raise CommandError("There is no demo yet: load_demo makes one.")
        secret = ensure_second_factor(mo)
        counter, gone = divmod(int(time.time()), PERIOD)
        code = format_hotp_value(hotp_value(secret, counter))
        self.stdout.write(f"{code}, for {PERIOD - gone} seconds more")
