"""The worker is a process of ours like any other."""

import logging

from config.celery import app


def test_a_worker_logs_as_the_settings_say(monkeypatch):
    root = logging.getLogger()
    before = root.level, list(root.handlers)
    monkeypatch.setattr(type(app.log), "_setup", False)

    app.log.setup(loglevel=logging.CRITICAL, redirect_stdouts=True)

    assert (root.level, root.handlers) == before
