"""The yearly report to the scrutiny committee that sits as the Crime and Disorder Committee."""
