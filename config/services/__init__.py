"""PostgreSQL and Redis of the project's own, where nobody named others.

    python -m config.services [options] -- COMMAND...

With DATABASE_URL or REDIS_URL unset it starts that service from its wheel, sets the
variable, runs the command, stops what it started and passes the command's exit status
on. Data lies in `.muster/`; the sockets in a private folder under the system's
temporary folder, gone at the end. Nothing here knows Django.

`folder` owns the data folder, its lock and its sockets; `identity` finds out as whom
PostgreSQL may run; `processes` starts children that cannot outlive us and ends what
was left over; `postgres` and `redis` know their own program.
"""
