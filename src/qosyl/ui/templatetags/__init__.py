"""Template tags of the interface kit; ``{% load ui %}`` brings them all."""
