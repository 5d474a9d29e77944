"""What the house promises, as tests. docs/testing.md explains how they are laid out."""
