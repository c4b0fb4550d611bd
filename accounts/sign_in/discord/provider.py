from allauth.socialaccount.providers.discord.provider import (
    DiscordProvider as Provider,
)

from accounts.sign_in.discord.views import DiscordAdapter


class DiscordProvider(Provider):
    package = "accounts.sign_in.discord"
    oauth2_adapter_class = DiscordAdapter


provider_classes = [DiscordProvider]
