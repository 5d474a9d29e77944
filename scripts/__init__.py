"""The machine room behind the Makefile: what prepares, runs and checks this repository, never part of the product.

`machine`, `prepare`, `run`, `test`, `check` and `browser` work before anything is installed: standard library only.
`postgres`, `messages` and `pins` run inside the environment that `prepare` makes.
"""
