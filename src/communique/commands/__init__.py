"""The commands of the program, what they share, and what they print."""
