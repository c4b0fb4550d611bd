from typing import Any

from allauth.socialaccount.providers.base import ProviderAccount
from allauth.socialaccount.providers.oauth2.provider import OAuth2Provider

from accounts.sign_in.xivauth.views import XivAuthAdapter
from integrations.xivauth.client import SCOPES


class XivAuthAccount(ProviderAccount):
    """XIVAuth tells no name of whom it knows."""


class XivAuthProvider(OAuth2Provider):
    id = "xivauth"
    name = "XIVAuth"
    account_class = XivAuthAccount
    oauth2_adapter_class = XivAuthAdapter

    def get_default_scope(self) -> list[str]:
        return list(SCOPES)

    def extract_uid(self, data: dict[str, Any]) -> str:
        return str(data["id"])


provider_classes = [XivAuthProvider]
