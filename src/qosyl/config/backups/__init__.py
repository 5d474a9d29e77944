"""One file that holds an installation, whatever database it runs on, and the way back from it.

Here belong the format of that file, taking it from a running installation, and putting it into an empty place. Not
here: what is said on the command line (`management/commands`), and what later acts may do after a restore (`audit`).
"""
