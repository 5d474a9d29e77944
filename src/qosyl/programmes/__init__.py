"""Published programmes: immutable versions, publications of providers, live banks, and the pages that show them."""
