from typing import Any

from allauth.socialaccount.providers.oauth2.views import (
    OAuth2CallbackView,
    OAuth2LoginView,
)

from accounts.sign_in.oauth import ClientAdapter, impatient
from integrations.http.addresses import route
from integrations.xivauth.client import SERVICE, XivAuth


def _client() -> XivAuth:
    client = XivAuth()
    client.outside = impatient(SERVICE)
    return client


class XivAuthAdapter(ClientAdapter):
    provider_id = "xivauth"

    @property
    def authorize_url(self) -> str:
        return route(SERVICE, "/oauth/authorize")

    def exchange(self, code: str, redirect_uri: str, verifier: str | None) -> Any:
        return _client().exchange(code, redirect_uri)

    def person(self, access_token: str) -> dict[str, Any]:
        return {"id": _client().user(access_token).id}


login = OAuth2LoginView.adapter_view(XivAuthAdapter)
callback = OAuth2CallbackView.adapter_view(XivAuthAdapter)
