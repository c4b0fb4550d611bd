"""Addresses below /accounts/: allauth's, and before them those that we answer ourselves."""

from django.urls import include, path

from accounts.views import sessions, sign_in

urlpatterns = [
    path("login/", sign_in.login, name="account_login"),
    path("signup/", sign_in.signup, name="account_signup"),
    path("3rdparty/", sign_in.connections, name="socialaccount_connections"),
    path("3rdparty/signup/", sign_in.social_signup, name="socialaccount_signup"),
    path("sessions/", sessions.page, name="usersessions_list"),
    path("sessions/<int:pk>/end/", sessions.end, name="usersessions_end"),
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
    path("3rdparty/", include("allauth.socialaccount.urls")),
    path("", include("accounts.discord.urls")),
    path("", include("accounts.xivauth.urls")),
]
