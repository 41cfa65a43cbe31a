"""WHAT PAGES ASK: read models of projects, gates, decisions and what awaits a person."""
