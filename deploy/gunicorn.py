"""Gunicorn's settings for web and live; what differs stands in the Procfile."""

import os

# One for each core that this process may use: its threads share one interpreter.
workers = int(os.environ.get("WEB_WORKERS") or len(os.sched_getaffinity(0)))
threads = int(os.environ.get("WEB_THREADS", "8"))
timeout = 60
graceful_timeout = int(os.environ.get("GRACE", "4"))  # seconds for pages under way
keepalive = 5
limit_request_line = 8190  # a search with every filter is a long address
# Nothing outside the project's folder.
control_socket_disable = True
reload = os.environ.get("RELOAD", "") == "1"
preload_app = not reload  # read once, and shared by all workers
