"""Qosyl runs a teacher professional-development programme from its approved document."""
