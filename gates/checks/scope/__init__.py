"""Scope: is all the work there, traced, described, and nothing left open?"""
