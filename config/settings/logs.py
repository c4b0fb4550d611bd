"""Structured logs: one line an event, with request id and user id."""

from typing import Any

import environ
import structlog

from config.log_errors import traced, write_traced

env = environ.Env()

SHARED: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
]

structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        *SHARED,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": SHARED,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.ExceptionRenderer(traced),
                structlog.processors.JSONRenderer(),
            ],
        },
        "console": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": SHARED,
            "processor": structlog.dev.ConsoleRenderer(
                colors=False, exception_formatter=write_traced
            ),
        },
    },
    "filters": {
        "hide_texts": {"()": "config.log_errors.HideTexts"},
        "shown_paths": {"()": "config.log_paths.ShownPaths"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "filters": ["hide_texts", "shown_paths"],
            "formatter": env.str("LOG_FORMAT", default="json"),
        }
    },
    # Its debug lines, and one of its warnings, tell whole addresses, tokens and all.
    "loggers": {"urllib3": {"level": "ERROR"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
}
