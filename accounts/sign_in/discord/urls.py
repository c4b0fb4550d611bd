from django.urls import path

from accounts.sign_in.discord import views
from accounts.views.sign_in import comes_back, leads_away

urlpatterns = [
    path("discord/login/", leads_away(views.login), name="discord_login"),
    path(
        "discord/login/callback/", comes_back(views.callback), name="discord_callback"
    ),
]
