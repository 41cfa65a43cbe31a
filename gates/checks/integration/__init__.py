"""Integration: do the documents agree, and is what was decided carried through?"""
