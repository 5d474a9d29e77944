"""People: users, providers and branches, the roles that a person holds, signing in, and who may do what.

All personal data of the house lives here and nowhere else; other rooms hold uuids.
"""
