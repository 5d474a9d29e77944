"""Home pages: for each role that a person holds one section, the next thing to do first.

A section asks the rooms in a fixed number of questions and names its template; whoever holds several roles sees each.
"""

from qosyl.web.home.sections import Section, sections_of

__all__ = ["Section", "sections_of"]
