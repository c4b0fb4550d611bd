"""Telling people: notifications and the outbox of all mail; conversations build on it.

Owns `Notification` and `Mail`. Knows recipients, kinds and ready text, never what it is
about. Verbs: `notify`; of mail `queue_mail` (what Django's own sending does here), `send`,
`send_due`, `send_again`, `empty_old`, `forget_strangers`. Mail is written in the caller's
transaction, sent by a task after commit, and by a sweep each minute where that was missed.
"""
