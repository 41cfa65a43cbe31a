"""Communication: is everybody who matters told, in time, by somebody?"""
