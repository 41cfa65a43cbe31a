"""Procurement: is what is bought decided, contracted, selected and ordered in time?"""
