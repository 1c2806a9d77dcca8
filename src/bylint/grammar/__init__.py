"""What a line of words says: patterns over word classes, and one matcher for all of them."""
