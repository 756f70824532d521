"""Files of contacts, as people export them: from bytes to people, without a database."""
