"""Schedule: does the network hold, and are its dates healthy and honest?"""
