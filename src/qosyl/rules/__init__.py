"""What a regulation decides, as pure functions over frozen facts.

Here belong rules with whole numbers and exact fractions: standard library only, no clock, no chance, no files, no
words of the interface. Not here: measures of a statistician, anything that reads or writes a record.
"""
