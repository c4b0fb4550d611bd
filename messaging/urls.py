"""Addresses below /mail/, in development alone (see config.urls)."""

from django.urls import path

from messaging import views

app_name = "messaging"
urlpatterns = [path("", views.dev_mail, name="dev-mail")]
