"""What must always be true of this project?"""
