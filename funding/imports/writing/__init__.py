"""How does a file that was found sound become records? Inside one act; the caller undoes all where one part fails."""
