"""The story whose requests and answers are the examples of the API's description (decision 72).

`scenario.py` plays it on a running system, act by act; each capability's acts are a file of its own; `stage.py` sends
and records; `stable.py` makes ids, times and tokens what they are in every run. `python -m tests.examples` writes what
was recorded to `tools/openapi/examples/` (`make docs`), and `tests/e2e/test_examples.py` holds it to the system.
"""
