"""What do people do on the pages in each phase of a review?"""
