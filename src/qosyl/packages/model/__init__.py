"""What a programme package says, as frozen values; one module for each noun of the domain.

Here belong shapes only: no files, no findings. `qosyl.packages.model.package.Package` is the whole.
"""
