"""Every change to money: one act each, checked, recorded, all of it or nothing."""
