"""Conditions and quantities over what is known of a project, where unknown is an answer."""
