"""Addresses below /accounts/: allauth's, and before them those that we answer ourselves."""

from allauth.account.views import email
from allauth.mfa.recovery_codes.views import view_recovery_codes
from allauth.mfa.totp.views import activate_totp
from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache

from accounts.views import sessions, sign_in

urlpatterns = [
    path("login/", sign_in.login, name="account_login"),
    path("signup/", sign_in.signup, name="account_signup"),
    path("confirm-email/again/", sign_in.send_again, name="account_send_again"),
    path("3rdparty/", sign_in.connections, name="socialaccount_connections"),
    path("sessions/", sessions.page, name="usersessions_list"),
    path("sessions/<int:pk>/end/", sessions.end, name="usersessions_end"),
    # What the next person at this browser must not find by the back button.
    path("email/", never_cache(email), name="account_email"),
    path(
        "2fa/recovery-codes/",
        never_cache(view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path("2fa/totp/activate/", never_cache(activate_totp), name="mfa_activate_totp"),
    re_path(
        r"^confirm-email/(?P<key>[-:\w]+)/$",
        sign_in.ConfirmEmail.as_view(),
        name="account_confirm_email",
    ),
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
    path("3rdparty/", include("allauth.socialaccount.urls")),
    path("", include("accounts.sign_in.discord.urls")),
    path("", include("accounts.sign_in.xivauth.urls")),
]
