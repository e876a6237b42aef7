"""Every change to what was learnt: one act each, checked, recorded, all of it or nothing."""
