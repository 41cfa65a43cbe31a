"""People: who answers for what, and is there somebody to do it?"""
