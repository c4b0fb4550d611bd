"""Gunicorn's settings for web and live; what differs stands in the Procfile."""

import os

workers = int(os.environ.get("WEB_WORKERS", "1"))
threads = int(os.environ.get("WEB_THREADS", "8"))
timeout = 60
graceful_timeout = int(os.environ.get("GRACE", "4"))  # seconds for pages under way
keepalive = 5
limit_request_line = 8190  # a search with every filter is a long address
# Nothing outside the project's folder.
control_socket_disable = True
reload = os.environ.get("RELOAD", "") == "1"
