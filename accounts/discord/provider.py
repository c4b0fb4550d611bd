from allauth.socialaccount.providers.discord.provider import (
    DiscordProvider as Provider,
)

from accounts.discord.views import DiscordAdapter


class DiscordProvider(Provider):
    package = "accounts.discord"
    oauth2_adapter_class = DiscordAdapter


provider_classes = [DiscordProvider]
