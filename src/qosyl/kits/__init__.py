"""Pages, decks, hand-outs and bundles made from a programme package. Knows no database and no requests.

Here belongs everything that turns the parts of a topic into something to read, show, print or carry away. Not here:
reading a package (`qosyl.packages`), who may read what (the apps), and addresses (callers give them as `Links`).
"""
