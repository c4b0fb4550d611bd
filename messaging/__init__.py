"""Telling people: notifications now; conversations and the outbox of mail build on it.

Owns `Notification`. Knows recipients, kinds and ready text, never what it is about.
Verbs: `notify`.
"""
