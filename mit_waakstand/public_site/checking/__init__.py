"""What stands in the register's files, and how anybody finds out whether it is still true."""
