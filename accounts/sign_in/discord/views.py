from typing import Any

from allauth.socialaccount.providers.oauth2.views import (
    OAuth2CallbackView,
    OAuth2LoginView,
)

from accounts.sign_in.oauth import ClientAdapter, impatient
from integrations.discord.client import SERVICE
from integrations.discord.sign_in import DiscordSignIn


class DiscordAdapter(ClientAdapter):
    provider_id = "discord"

    @property
    def authorize_url(self) -> str:
        return DiscordSignIn().authorize_address()

    def exchange(self, code: str, redirect_uri: str, verifier: str | None) -> Any:
        return DiscordSignIn(impatient(SERVICE)).exchange(code, redirect_uri, verifier)

    def person(self, access_token: str) -> dict[str, Any]:
        person = DiscordSignIn(impatient(SERVICE)).person(access_token)
        return {
            "id": person.id,
            "username": person.name,
            "global_name": person.shown_name,
            "email": person.email,
            "verified": person.is_email_verified,
        }


login = OAuth2LoginView.adapter_view(DiscordAdapter)
callback = OAuth2CallbackView.adapter_view(DiscordAdapter)
