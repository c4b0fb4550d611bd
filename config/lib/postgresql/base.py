from typing import Any

from django.db.backends.postgresql import base
from psycopg import Error
from psycopg_pool import ConnectionPool


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        try:
            ConnectionPool.check_connection(connection)
        except Error:
            # The server was away since: so the others that the pool holds are dead too.
            pool = connection._pool
            pool.putconn(connection)
            pool.drain()
            return super().get_new_connection(conn_params)
        return connection
