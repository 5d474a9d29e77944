"""Documents as files: PDF out of a template and values, QR codes, and what stands in a file that somebody brings.

Knows no domain: what a certificate is, and whether one is genuine, is said in the rooms above.
"""
