"""The interface kit: page frame, components, display settings, error pages, charts, tables and form rendering.

Here belongs what every page is made of. It knows no domain: no model, no act, no role; it is given words and values.
How to use each part is written in docs/interface.md, and the page /ui/ shows them all.
"""
