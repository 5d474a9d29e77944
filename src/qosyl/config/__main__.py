"""`python -m qosyl.config` is the `qosyl` command, wherever it was installed."""

import sys

from qosyl.config.command import main

sys.exit(main())
