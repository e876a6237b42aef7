"""When may an act on money be done? No person is asked in any rule."""
