"""`make bench`: what pages cost, each figure beside its budget and beside a floor.

The floor is a bare WSGI function behind the same gunicorn and the same compression: it
runs the one SQL query that the page cannot do without, and returns a ready string as
long as the page. A ratio to it, taken in one run, says the same on every machine.

`figures` knows the budgets; `data` fills databases; `servers` starts the site and the
floor; `asking` asks them; `queries`, `speed`, `overlap`, `weight` and `start` measure;
`report` writes docs/benchmarks.md.
"""
