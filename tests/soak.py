"""How long the long tests run: in full by `make soak`, in a small size where `SOAK=ci` says so."""

import os


def times(full: int, *, in_ci: int) -> int:
    """How often a soak test repeats itself."""
    return in_ci if os.environ.get("SOAK") == "ci" else full
