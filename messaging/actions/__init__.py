from messaging.actions.notifications import notify

__all__ = ["notify"]
