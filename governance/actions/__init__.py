"""What a partnership does about its meetings and what they decided."""
