from django.urls import path

from accounts.sign_in.discord import views
from accounts.views.sign_in import leads_away

urlpatterns = [
    path("discord/login/", leads_away(views.login), name="discord_login"),
    path("discord/login/callback/", views.callback, name="discord_callback"),
]
