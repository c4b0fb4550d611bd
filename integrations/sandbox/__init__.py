"""The sandbox: a local server that stands in for every outside service.

`python -m integrations.sandbox` listens at SANDBOX_URL, only with OUTSIDE=sandbox.
`https://host/path` of a service is `/<service>/path` here; `services` has a module for
each, `people` the dozen characters whom all of them know, `faults` what may go wrong.
At `/` a person chooses faults, edits profile texts (so that a verification can be
played through) and reads what was posted and mailed.

A test may wish for a fault by the header `X-Sandbox-Fault`, `?sandbox_fault=` or
`state.set_fault(service, fault)`. Nothing here asks the database or the outside.
"""
