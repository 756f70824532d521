"""Files of contacts on their way: announced, uploaded by form, gone after a day."""
