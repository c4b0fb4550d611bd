from django.urls import path

from accounts.views.sign_in import comes_back, leads_away
from accounts.xivauth import views

urlpatterns = [
    path("xivauth/login/", leads_away(views.login), name="xivauth_login"),
    path(
        "xivauth/login/callback/", comes_back(views.callback), name="xivauth_callback"
    ),
]
