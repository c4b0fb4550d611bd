"""Signing in, which is allauth's: what it asks of us, and the services one may come by."""
