"""What a person does from the first page to the last, in a real browser, and the browser tools' own tests."""
