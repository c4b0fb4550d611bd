"""What the outbox refuses."""


class UnsupportedMailError(ValueError):
    """A mail that the outbox cannot keep: the one who wrote it must write it otherwise."""


class MailEmptiedError(Exception):
    """Its words are gone, so it cannot be sent again."""
