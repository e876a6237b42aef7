"""Can people take a review through its stages in a real browser, by mouse, by keyboard, on a small screen?"""
