"""Django's PostgreSQL with a pool that a restart of the server costs nothing.

psycopg's own waits longer after each try in vain, and gives out the dead connections that
it holds one after another, with pauses between.
"""
