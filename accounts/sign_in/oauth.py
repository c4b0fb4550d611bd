"""Log-in by a provider: allauth's flow, with our own client for every call outside."""

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Any

from allauth.socialaccount.models import SocialToken
from allauth.socialaccount.providers.base import ProviderException
from allauth.socialaccount.providers.oauth2.views import OAuth2Adapter

from integrations.errors import NotConfigured, OutsideError, Temporary
from integrations.http import Outside, Service
from integrations.http.clock import SYSTEM


def impatient(service: Service) -> Outside:
    """A person waits for this call: rather soon no answer than late a good one."""
    return Outside(replace(service, patience=1.0, deadline=5.0), SYSTEM)


class ProviderAway(ProviderException):
    """It may answer in a moment; the page says so."""

    is_away = True


class ClientAdapter(OAuth2Adapter, ABC):
    """Who inherits says `authorize_url`, `exchange` and `person`."""

    access_token_url = ""  # the client knows

    @abstractmethod
    def exchange(self, code: str, redirect_uri: str, verifier: str | None) -> Any: ...

    @abstractmethod
    def person(self, access_token: str) -> dict[str, Any]: ...

    def get_access_token_data(
        self, request: Any, app: Any, client: Any, pkce_code_verifier: Any = None
    ) -> dict[str, Any]:
        code, back = request.GET["code"], self.get_callback_url(request, app)
        token = _asked(self.exchange, code, back, pkce_code_verifier)
        return {"access_token": token.access_token}

    def complete_login(
        self, request: Any, app: Any, token: SocialToken, **kwargs: Any
    ) -> Any:
        told = _asked(self.person, token.token)
        return self.get_provider().sociallogin_from_response(request, told)


def _asked(call: Any, *args: Any) -> Any:
    try:
        return call(*args)
    except (Temporary, NotConfigured) as error:
        raise ProviderAway from error
    except OutsideError as error:
        raise ProviderException from error
