"""Risk: are risks rated soundly, answered in time, and covered by reserves?"""
