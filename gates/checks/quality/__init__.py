"""Quality: can one tell what is good enough, and was it verified?"""
