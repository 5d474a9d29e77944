"""Certificates and statements: who has earned which, their numbers and seals, the register, and verification."""
