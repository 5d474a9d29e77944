"""What the public pages say, made from a package: tables and lists in the reader's language. No requests."""
