"""Cost: does the money add up, over the lines, the periods and the estimates?"""
