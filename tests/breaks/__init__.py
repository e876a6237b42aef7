"""Do the tests catch a rule that is broken? Breaks functions at random, a little at a time, and runs their tests."""
