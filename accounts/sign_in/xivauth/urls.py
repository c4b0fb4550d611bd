from django.urls import path

from accounts.sign_in.xivauth import views
from accounts.views.sign_in import leads_away

urlpatterns = [
    path("xivauth/login/", leads_away(views.login), name="xivauth_login"),
    path("xivauth/login/callback/", views.callback, name="xivauth_callback"),
]
