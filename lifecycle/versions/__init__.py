"""Versions of methods: published, weighed against open packages, and taken up by projects."""
